/** Why a sign-in was refused: the codes of the audit trail and of the page's address, with what the page says. */
export const signInRefusals = {
  cancelled: "The sign-in was cancelled. Nothing has changed.",
  flow_unknown:
    "This sign-in was already used, is more than 10 minutes old, or did not begin here. Start again from this page.",
  other_browser: "This sign-in began in another browser. Start again here, and stay in one browser.",
  broker_answer:
    "The answer of the sign-in service could not be verified. Start again; if it happens twice, tell your administrator.",
  broker_unreachable: "The sign-in service does not answer. Try again in a few minutes.",
  assurance_missing:
    "The sign-in service did not say how strongly it identified you, so the sign-in does not count. Choose another method.",
  assurance_weak: "The method you used is not strong enough here. Choose a method that asks for two factors.",
  stale:
    "The sign-in service reported an earlier sign-in instead of a new one. Start again, and identify yourself anew.",
  unknown_person: "You were identified, but there is no account for you. Ask your administrator for an invitation.",
  inactive: "Your account has been deactivated. Ask your administrator if that is wrong.",
  invitation_invalid:
    "The invitation was already used, has expired or was replaced by a newer one. Ask your administrator for a new one.",
  identity_taken: "You already have an account with this identity; an invitation for a second one cannot be accepted.",
  another_person:
    "The fresh sign-in was made by another person than the one signed in here. Sign out first to change person.",
  session_ended: "Your session ended before the fresh sign-in was complete. Sign in again.",
  too_many: "Too many sign-ins were tried from your network. Wait a minute and try again.",
} as const;
export type SignInRefusal = keyof typeof signInRefusals;

export const isSignInRefusal = (text: string): text is SignInRefusal => Object.hasOwn(signInRefusals, text);
