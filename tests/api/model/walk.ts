import { Random } from "../../../fixtures/random.ts";
import { startServer, type Server } from "../../support/server.ts";
import { agentMoves, newAgent, newCompany } from "./agent-moves.ts";
import { allQuestions, ask, someQuestions, type Difference } from "./asking.ts";
import { campaignMoves } from "./campaign-moves.ts";
import { callMoves, ingestAudio } from "./call-moves.ts";
import { contactMoves } from "./contact-moves.ts";
import { LiveCalls } from "./live.ts";
import type { Question } from "./questions.ts";
import { memberMoves, type Move } from "./member-moves.ts";
import { Stage } from "./stage.ts";
import type { Caller } from "./world.ts";

const moves = [...memberMoves, ...agentMoves, ...callMoves, ...contactMoves, ...campaignMoves];
const all = moves.flatMap(([times, move]) => Array.from({ length: times }, () => move));

/** The number of steps between two checks in which everybody is asked everything. */
const thorough = 200;
/** The number of steps between two messages about progress. */
const progressInterval = 1000;
const questionsPerStep = 4;

/** How far the walk came, and where the server and the model parted. */
export interface Walked {
  seed: number;
  steps: number;
  questions: number;
  differences: Difference[];
  /** What happened last, the last at the end. */
  trace: string[];
}

/** Walks at random: something happens, then somebody is asked; ends at the first step where the two differ. */
export class Walk {
  private readonly stage: Stage;
  private readonly walked: Walked;

  private constructor(stage: Stage, seed: number) {
    this.stage = stage;
    this.walked = { seed, steps: 0, questions: 0, differences: [], trace: [] };
  }

  static async on(server: Server, seed: number): Promise<Walk> {
    const stage = await Stage.set(server, new Random(seed));
    for (let count = 0; count < 3; ++count) await newCompany(stage);
    for (let count = 0; count < 6; ++count) {
      const agent = await newAgent(stage, stage.world.companies[count % 3]!);
      await ingestAudio(stage, agent);
    }
    return new Walk(stage, seed);
  }

  async go(steps: number): Promise<Walked> {
    const { walked } = this;
    const began = Date.now();
    while (walked.steps < steps && walked.differences.length === 0) {
      ++walked.steps;
      await this.step();
      if (walked.steps % thorough === 0) await this.askEverybody();
      if (walked.steps % progressInterval === 0) {
        const { members, agents, calls } = this.stage.world;
        const there = `${members.length} members, ${agents.length} agents, ${calls.length} calls`;
        console.log(`Step ${walked.steps} after ${Math.round((Date.now() - began) / 1000)} s: ${there}`);
      }
    }
    return walked;
  }

  private async step() {
    this.remember(await this.move());
    const { world, random } = this.stage;
    for (const caller of this.sampled()) {
      const asking = { world, caller, member: caller.member, random };
      await this.ask(caller, someQuestions(asking, questionsPerStep));
    }
  }

  /** What cannot happen now is passed over. Where the server does not let happen what must, they have parted too. */
  private async move(): Promise<string> {
    for (;;) {
      const move = this.stage.random.pick<Move>(all);
      try {
        const happened = await move(this.stage);
        if (happened !== undefined) return happened;
      } catch (error) {
        const seen = (error as Error).message;
        this.walked.differences.push({ caller: "somebody", question: "a move", expected: "done", seen });
        return `a move failed: ${seen}`;
      }
    }
  }

  /** One who is let in, and one who may not be. */
  private sampled(): Caller[] {
    const { random, world } = this.stage;
    return [this.stage.anybody(), random.pick(world.callers.slice(-20))];
  }

  /** Several at a time: nothing changes meanwhile. */
  private async ask(caller: Caller, questions: Question[]) {
    this.walked.questions += questions.length;
    const found = await Promise.all(questions.map((question) => ask(this.stage.world, caller, question)));
    this.walked.differences.push(...found.filter((difference) => difference !== undefined));
  }

  private async askEverybody() {
    const { world, random } = this.stage;
    const letIn = world.callers.filter((caller) => world.standing(caller) === "admitted");
    const latest = new Map(letIn.map((caller) => [caller.member, caller]));
    for (const caller of latest.values()) {
      await this.ask(caller, allQuestions({ world, caller, member: caller.member, random }));
    }
    for (const caller of world.callers.slice(-20)) {
      await this.ask(caller, someQuestions({ world, caller, member: caller.member, random }, 5));
    }
    await this.watchLive();
  }

  /** Each is told of the calls that come, while they come, that he or she sees. */
  private async watchLive() {
    const { world } = this.stage;
    const reads = (caller: Caller) => caller.kind === "session" || caller.scopes.includes("read");
    const callers = world.callers.filter((caller) => world.standing(caller) === "admitted" && reads(caller));
    const watching = await Promise.all(callers.map((caller) => LiveCalls.watch(caller)));
    await wait(200);
    const before = world.calls.length;
    for (const [, move] of callMoves.slice(0, 2)) for (let times = 0; times < 3; ++times) await move(this.stage);
    await wait(1500);
    const came = world.calls.slice(before);
    watching.forEach((live, index) => {
      ++this.walked.questions;
      const caller = callers[index]!;
      const expected = came.filter((call) => world.seesCall(caller.member, call)).map((call) => call.id);
      const seen = [...live.ids];
      live.end();
      if (expected.sort().join() === seen.sort().join()) return;
      this.walked.differences.push({ caller: caller.member.name, question: "GET /calls/live", expected, seen });
    });
  }

  private remember(happened: string) {
    this.walked.trace.push(`${this.walked.steps}. ${happened}`);
    if (this.walked.trace.length > 12) this.walked.trace.shift();
  }
}

const wait = (milliseconds: number) => new Promise((later) => setTimeout(later, milliseconds));

export async function walk(seed: number, steps: number): Promise<Walked> {
  const server = await startServer();
  const walked = await (await Walk.on(server, seed)).go(steps);
  await server.stop();
  return walked;
}
