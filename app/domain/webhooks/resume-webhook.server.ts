import type { Ctx } from "../context.ts";
import { changeWebhook } from "./change-webhook.server.ts";

/** Lets everything out that waited while a webhook was paused. @throws DomainError `not_found`, `conflict` */
export const resumeWebhook = (ctx: Ctx, { id }: { id: string }): Promise<void> => changeWebhook(ctx, "resume", id);
