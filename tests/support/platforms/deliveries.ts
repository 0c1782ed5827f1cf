import { callInitiationFailure, postCallAudio, postCallTranscription } from "./elevenlabs.ts";
import * as retell from "./retell.ts";
import type { PlatformName } from "./signatures.ts";
import type { ToldCall } from "./told-call.ts";
import * as vapi from "./vapi.ts";

/** All that a platform sends about a call that is over, in its order. `audio`: for the one that sends it apart. */
export function deliveriesOf(platform: PlatformName, told: ToldCall, audio?: Uint8Array): object[] {
  switch (platform) {
    case "vapi":
      return [vapi.endOfCallReport(told)];
    case "retell":
      return [retell.callStarted(told), retell.callEnded(told), retell.callAnalyzed(told)];
    case "elevenlabs": {
      const transcription = postCallTranscription(told, audio !== undefined);
      return audio === undefined ? [transcription] : [transcription, postCallAudio(told, audio)];
    }
  }
}

/** The same for a call that nobody answered. */
export function deliveryOfNoAnswer(platform: PlatformName, told: ToldCall): object {
  switch (platform) {
    case "vapi":
      return vapi.neverConnected(told);
    case "retell":
      return retell.neverConnected(told);
    case "elevenlabs":
      return callInitiationFailure(told);
  }
}
