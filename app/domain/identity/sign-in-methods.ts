/** The ways to prove who one is. Each is strong two-factor authentication by a broker; there is no password. */
export type SignInMethod = {
  id: string;
  label: string;
  /** One sentence for the sign-in page. */
  what: string;
  /** What the broker calls it, as OpenID Connect `acr_values`: `idp:<name>`, perhaps with a level after a space. */
  acrValue: string;
};

/** The six methods, with the names that the demo's broker uses; an installation gives its broker's names. */
export const standardMethods: readonly SignInMethod[] = [
  {
    id: "mobile_app",
    label: "Mobile app",
    what: "The sign-in app on your phone, opened with its PIN or your fingerprint.",
    acrValue: "idp:mobile-app",
  },
  {
    id: "bank",
    label: "Finnish bank credentials",
    what: "The identification service of your Finnish bank.",
    acrValue: "idp:ftn",
  },
  {
    id: "mobile_certificate",
    label: "Mobile certificate",
    what: "The certificate on your Finnish SIM card (mobiilivarmenne), with its PIN.",
    acrValue: "idp:mobiilivarmenne",
  },
  {
    id: "estonian_id",
    label: "Estonian ID card",
    what: "Your Estonian ID card in a card reader, with PIN 1.",
    acrValue: "idp:esteid",
  },
  {
    id: "swedish_bankid",
    label: "Swedish BankID",
    what: "BankID on your phone or computer (Sweden).",
    acrValue: "idp:sbid",
  },
  {
    id: "norwegian_bankid",
    label: "Norwegian BankID",
    what: "BankID with its app or code device (Norway).",
    acrValue: "idp:nbid",
  },
];

/** The broker's bare name of the method: what its `idp` and `amr` claims say. */
export function idpName(method: Pick<SignInMethod, "acrValue">): string {
  const named = method.acrValue.split(" ").find((part) => part.startsWith("idp:"));
  if (!named || named === "idp:")
    throw new Error(`The sign-in method's acr value "${method.acrValue}" names no idp:<name>.`);
  return named.slice("idp:".length);
}

/**
 * The methods of an installation.
 * @param setting `id=acr_value` pairs, comma-separated, in the order in which the page lists them; empty for all six
 * @throws Error that names the bad pair
 */
export function signInMethods(setting: string): SignInMethod[] {
  const pairs = setting
    .split(",")
    .map((pair) => pair.trim())
    .filter(Boolean);
  if (pairs.length === 0) return [...standardMethods];
  const seen = new Set<string>();
  return pairs.map((pair) => {
    const at = pair.indexOf("=");
    const id = pair.slice(0, at).trim();
    const known = standardMethods.find((method) => method.id === id);
    if (at < 1 || !known || seen.has(id)) {
      const ids = standardMethods.map((method) => method.id).join(", ");
      throw new Error(`Sign-in methods: "${pair}" is not id=acr_value with an id, once, out of ${ids}.`);
    }
    seen.add(id);
    const method = { ...known, acrValue: pair.slice(at + 1).trim() };
    idpName(method);
    return method;
  });
}
