import type { Connection } from "../api/schema";

export type Platform = Connection["platform"];

/** The voice platforms, as they write themselves. */
export const platformNames: Record<Platform, string> = { vapi: "Vapi", retell: "Retell", elevenlabs: "ElevenLabs" };
