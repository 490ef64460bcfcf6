import { createContext, useContext } from "react";

/** The response's CSP nonce, on the server only: through React context and never through loader data, which the client gets. */
export const NonceContext = createContext<string | undefined>(undefined);
export const useNonce = () => useContext(NonceContext);
