import { expect, test } from "vitest";
import { sanitized } from "../../support/server.ts";
import { walk } from "./walk.ts";

// A longer walk by hand: MODEL_STEPS=20000 npx vitest run api/model. The same one again: MODEL_SEED=...
const seed = Number(process.env["MODEL_SEED"] ?? Math.floor(Math.random() * 1_000_000_000));
const steps = Number(process.env["MODEL_STEPS"] ?? (sanitized ? 250 : 1000));

test(
  "everybody sees what the model says and nothing else, whatever happens",
  async () => {
    console.log(`The model walks ${steps} steps: MODEL_SEED=${seed} MODEL_STEPS=${steps}`);
    const { differences, trace, questions, ...walked } = await walk(seed, steps);
    console.log(`${questions} questions in ${walked.steps} steps`);
    expect(differences, `MODEL_SEED=${seed}, step ${walked.steps}:\n${trace.join("\n")}`).toEqual([]);
    expect(walked.steps).toBe(steps);
  },
  Math.max(300_000, steps * 500),
);
