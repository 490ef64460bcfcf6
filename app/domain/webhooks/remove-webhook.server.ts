import type { Ctx } from "../context.ts";
import { changeWebhook } from "./change-webhook.server.ts";

/** Ends a webhook: nothing goes there any more, nor what is on the way. @throws DomainError `not_found`, `conflict` */
export const removeWebhook = (ctx: Ctx, { id }: { id: string }): Promise<void> => changeWebhook(ctx, "remove", id);
