import type { UsageSums } from "../../api/schema";
import { formatMoneys } from "../../lib/money";
import { formatCost, formatCount, formatMinutes } from "../../lib/numbers";
import styles from "./usage.module.css";

/** The sums in sentences, each with what it lacks. */
export function UsageSum({ total }: { total: UsageSums }) {
  const { calls, billable_minutes, prices, calls_without_rate, cost_usd, calls_without_cost = 0, margin_usd } = total;
  const isMarginPartial = calls_without_rate > 0 || prices.length > 1;
  return (
    <div className={styles.sum}>
      <p>
        <strong>{formatMinutes(billable_minutes)} minutes</strong> in {formatCount(calls, "call")}
      </p>
      {prices.length > 0 && (
        <p>
          Price: <b>{formatMoneys(prices)}</b>
          {calls_without_rate > 0 && `, excludes ${formatCount(calls_without_rate, "call")} without a rate`}
        </p>
      )}
      {typeof cost_usd === "number" && (
        <p>
          Cost at the platforms: <b>{formatCost(cost_usd)}</b>
          {calls_without_cost > 0 && `, excludes ${formatCount(calls_without_cost, "call")} without a known cost`}
        </p>
      )}
      {typeof margin_usd === "number" && (
        <p>
          Margin: <b>{formatCost(margin_usd)}</b>
          {isMarginPartial && ", of the calls with a rate in US dollars"}
        </p>
      )}
    </div>
  );
}
