import type { Client } from "./client.ts";

/** One line of `/metrics`. */
export interface Sample {
  name: string;
  labels: Record<string, string>;
  value: number;
}

export function readSamples(text: string): Sample[] {
  return [...text.matchAll(/^(\w+)(?:\{(.*)\})? (\S+)$/gm)].map(([, name, labels, value]) => ({
    name: name!,
    labels: Object.fromEntries([...(labels ?? "").matchAll(/(\w+)="([^"]*)"/g)].map(([, label, is]) => [label!, is!])),
    value: Number(value),
  }));
}

export class Metrics {
  readonly text: string;
  readonly samples: Sample[];

  private constructor(text: string) {
    this.text = text;
    this.samples = readSamples(text);
  }

  static async of(reader: Client): Promise<Metrics> {
    return new Metrics((await reader.send("GET", "/metrics")).text);
  }

  /** The sum of what has this name and these labels; 0 where nothing has. */
  sum(name: string, labels: Record<string, string> = {}): number {
    const hasLabels = (sample: Sample) => Object.entries(labels).every(([label, is]) => sample.labels[label] === is);
    return this.samples
      .filter((sample) => sample.name === name && hasLabels(sample))
      .reduce((sum, { value }) => sum + value, 0);
  }
}

/** The sum of a counter over all its labels. */
export async function counter(administrator: Client, name: string): Promise<number> {
  const metrics = await Metrics.of(administrator);
  if (!metrics.samples.some((sample) => sample.name === name)) throw new Error(`There is no counter ${name}.`);
  return metrics.sum(name);
}
