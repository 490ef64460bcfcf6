import type { MailGateway, SmsGateway } from "./gateway.ts";

/** The demo's gateway: nothing goes out, and the console's Outbox page shows what would have gone. */
export const outbox: MailGateway & SmsGateway = {
  keepsBody: true,
  send: async () => {},
  openRun: () => ({ send: async () => {}, close: () => {} }),
};
