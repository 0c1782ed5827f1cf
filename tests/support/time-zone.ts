import { until } from "./campaigns.ts";
import type { Person } from "./cast.ts";

const someDay = { from: "2026-03-01", to: "2026-03-01", by: "day" } as const;

/** Waits until the sums of usage are those of days of the account's time zone. */
export async function sumsOfDays(administrator: Person): Promise<void> {
  const read = async () => (await administrator.get("/usage", someDay)).body;
  await until(read, ({ is_being_recalculated }) => !is_being_recalculated);
}

/** Gives the account another time zone, and waits until its days begin there. */
export async function changeTimeZone(administrator: Person, time_zone: string): Promise<void> {
  void (await administrator.patch("/settings", { time_zone })).body;
  await sumsOfDays(administrator);
}
