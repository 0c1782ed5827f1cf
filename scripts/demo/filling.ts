import type { Api } from "./api.ts";
import type { DemoPlatforms } from "./platforms.ts";

/** What the demo is filled with and through. */
export interface Filling {
  api: Api;
  /** The calls are in the 90 days before. */
  now: Date;
  /** The path of fixtures/audio. */
  audioFolder: string;
  /** The address of a recording of fixtures/audio. */
  audioUrl: (file: string) => string;
  /** Where campaigns call. */
  platforms: DemoPlatforms;
  /** Told what is being done, such as "calls: 12 of 340". */
  report?: (step: string) => void;
}
