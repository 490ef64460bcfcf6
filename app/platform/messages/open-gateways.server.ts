import type { MailGateway, SmsGateway } from "./gateway.ts";
import { httpSmsGateway } from "./http-sms.server.ts";
import { outbox } from "./outbox.ts";
import { smtpGateway } from "./smtp.server.ts";

export type Gateways = { mail: MailGateway; sms: SmsGateway };

/** The gateways that the settings name. */
export function openGateways(env: {
  MAIL_URL: string;
  MAIL_FROM: string;
  SMS_URL: string;
  SMS_TOKEN: string;
}): Gateways {
  return {
    mail: env.MAIL_URL === "outbox:" ? outbox : smtpGateway(env.MAIL_URL, env.MAIL_FROM),
    sms: env.SMS_URL === "outbox:" ? outbox : httpSmsGateway(env.SMS_URL, env.SMS_TOKEN),
  };
}
