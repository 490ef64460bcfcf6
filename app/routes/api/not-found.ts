import { apiRefusal } from "../guard.server.ts";

/** Programs are told in JSON too that there is nothing. */
export const loader = apiRefusal("address");
export const action = apiRefusal("address");
