import { existsSync, readFileSync, writeFileSync } from "node:fs";
import recordings from "../../fixtures/audio/recordings.json" with { type: "json" };
import type { PlatformCall, Turn } from "../../fixtures/platforms/platform-call.ts";
import type { PlatformName } from "../../fixtures/platforms/signatures.ts";
import { Random } from "../../fixtures/random.ts";
import { place, type Account, type Decision } from "../../fixtures/stand-in/account.ts";
import type { StandIn } from "../../fixtures/stand-in/stand-in.ts";
import { externalId, lines, sources } from "./calls.ts";

export const names: Record<PlatformName, string> = { vapi: "Vapi", retell: "Retell", elevenlabs: "ElevenLabs" };
export const platforms = Object.keys(names) as PlatformName[];
export const secret = (platform: PlatformName) => `the demo's secret at ${names[platform]}`;
export const key = (platform: PlatformName) => `the-demo-key-at-${platform}`;

/** The number of the agent that is at a platform, as the stand-in has it. */
function ownNumbers(platform: PlatformName) {
  return Object.entries(sources)
    .filter(([, source]) => source === platform)
    .map(([agent]) => ({
      id: `number-of-${externalId(agent)}`,
      number: lines[agent]!,
      name: agent,
      agent: externalId(agent),
    }));
}

/** What a campaign calls a number to call from: at Retell, the number itself. */
export function fromNumberId(platform: PlatformName, agent: string): string {
  return platform === "retell" ? lines[agent]! : `number-of-${externalId(agent)}`;
}

/** The demo's accounts at the voice platforms, whose calls nobody hears: they ring, talk and end by themselves. */
export class DemoPlatforms {
  private readonly accounts: Map<PlatformName, Account>;
  private readonly file: string | undefined;
  private readonly random = new Random(Date.now());
  /** How long calls take: 1 as usual, 0 no time at all. */
  pace = 1;

  /** `file`: where the calls that are going on are kept, so that they end although the demo is stopped. */
  constructor(standIn: StandIn, file?: string) {
    this.file = file;
    this.accounts = new Map(
      platforms.map((platform) => {
        const account = standIn.open(platform, { key: key(platform), numbers: ownNumbers(platform) });
        account.decide = () => this.decide(platform);
        account.onChange = () => this.save();
        return [platform, account];
      }),
    );
  }

  deliverTo(address: string, connections: Iterable<[PlatformName, string]>) {
    for (const [platform, connection] of connections) {
      this.accounts.get(platform)!.deliverTo({ address, connection, secret: secret(platform) });
    }
  }

  /** Reports the calls that went on when the demo was stopped as ended. */
  async endInterruptedCalls(): Promise<void> {
    if (this.file === undefined || !existsSync(this.file)) return;
    const saved = JSON.parse(readFileSync(this.file, "utf8")) as [PlatformName, PlatformCall][];
    for (const [platform, call] of saved) {
      await this.accounts.get(platform)!.report({ ...call, startedAt: new Date(call.startedAt) });
    }
    this.save();
  }

  private save() {
    if (this.file === undefined) return;
    const open = [...this.accounts].flatMap(([platform, { calls }]) =>
      calls.filter(({ state }) => state !== "ended").map(({ call }) => [platform, call]),
    );
    writeFileSync(this.file, `${JSON.stringify(open)}\n`);
  }

  private decide(platform: PlatformName): Decision {
    const { random } = this;
    const chance = random.next();
    const ringsFor = this.pace * random.between(2_000, 7_000);
    if (chance < 0.2) return place({ outcome: "no_answer", ringsFor: ringsFor * 3 });
    if (chance < 0.3) return place({ outcome: "busy", ringsFor });
    const isVoicemail = chance < 0.42;
    if (chance < 0.45 && platform === "retell") return place({ outcome: "declined", ringsFor });
    const recording = random.pick(recordings);
    const talksFor = this.pace * random.between(8_000, 30_000);
    return place({
      outcome: isVoicemail ? "voicemail" : "answered",
      ringsFor,
      talksFor: isVoicemail ? talksFor / 4 : talksFor,
      successful: !isVoicemail && random.chance(0.7),
      turns: isVoicemail ? [] : (recording.lines as Turn[]),
      summary: isVoicemail ? "A machine answered." : recording.summary,
      analysis: { do_not_call_again: random.chance(0.06) },
    });
  }
}
