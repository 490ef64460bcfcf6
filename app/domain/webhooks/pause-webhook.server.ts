import type { Ctx } from "../context.ts";
import { changeWebhook } from "./change-webhook.server.ts";

/** Holds back what a system is told; it waits, and goes out once the webhook is resumed. @throws DomainError `not_found`, `conflict` */
export const pauseWebhook = (ctx: Ctx, { id }: { id: string }): Promise<void> => changeWebhook(ctx, "pause", id);
