import type { Connection } from "../../api/schema";

export type Platform = Connection["platform"];

/** The names of the voice platforms, as they spell them. */
export const platformNames: Record<Platform, string> = { vapi: "Vapi", retell: "Retell", elevenlabs: "ElevenLabs" };
