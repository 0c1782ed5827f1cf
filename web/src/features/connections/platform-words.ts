import type { Platform } from "../../api/schema";

export interface PlatformWords {
  /** The platform's name for the secret that it signs with. */
  secret: string;
  secretAdvice: string;
  /** Whether the customer chooses it; the other platforms give one. */
  isSecretChosen: boolean;
  /** Where the API key for campaigns is found. */
  keyAdvice: string;
  /** How to set up the webhook there. */
  steps: [string, string, string];
}

export const platformWords = {
  vapi: {
    secret: "webhook secret",
    secretAdvice:
      "The bearer token, X-Vapi-Secret or HMAC secret of the server URL’s credential, of at least 16 characters.",
    isSecretChosen: true,
    keyAdvice: "A private key, from Vapi’s dashboard under API Keys.",
    steps: [
      "In Vapi, open the assistant (or the organisation’s settings) and paste this URL as its Server URL.",
      "Give the Server URL a credential with a strong secret (use Generate), and enter the same secret here.",
      "Among the Server Messages, switch on end-of-call-report.",
    ],
  },
  retell: {
    secret: "API key",
    secretAdvice: "The API key with the webhook badge: Retell signs with it.",
    isSecretChosen: false,
    keyAdvice: "An API key, from Retell’s dashboard under Settings > API Keys.",
    steps: [
      "In Retell, open Settings > Webhooks and paste this URL as the webhook URL.",
      "Copy the API key with the webhook badge from Settings > API Keys, and enter it here.",
      "Keep the events call_started, call_ended and call_analyzed switched on.",
    ],
  },
  elevenlabs: {
    secret: "webhook secret",
    secretAdvice: "ElevenLabs shows it once, when the webhook is created.",
    isSecretChosen: false,
    keyAdvice: "An API key of ElevenLabs with access to the Agents Platform, from Developers > API Keys.",
    steps: [
      "In ElevenLabs, open the Agents Platform’s settings, and create a post-call webhook with this URL.",
      "Choose HMAC, copy the secret that is shown once, and enter it here.",
      "Switch on the events transcript and audio, and failed call initiations.",
    ],
  },
} satisfies Record<Platform, PlatformWords>;

/** For words at the beginning of a label. */
export function capitalize(words: string): string {
  return words[0]!.toUpperCase() + words.slice(1);
}
