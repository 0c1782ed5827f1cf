import type { Platform } from "../../api/schema";

/** The names of the voice platforms, as they spell them. */
export const platformNames = {
  vapi: "Vapi",
  retell: "Retell",
  elevenlabs: "ElevenLabs",
} satisfies Record<Platform, string>;
