import type { Usage, UsageBy, UsageLine } from "../../api/schema";
import { TwoLines } from "../../components/text/two-lines";
import { formatDay } from "../../lib/days";
import { formatCost, formatMinutes } from "../../lib/numbers";
import styles from "./usage.module.css";

interface Props {
  usage: Usage;
  withCompany: boolean;
}

/** The figures and their sum, with a column for the cost if any was reported. */
export function UsageTable({ usage, withCompany }: Props) {
  const { items, total, by } = usage;
  const withCost = total.cost_usd !== null;
  return (
    <table className={styles.table} aria-label="Usage">
      <thead>
        <tr>
          <th scope="col">{nameTitles[by]}</th>
          <th scope="col">Calls</th>
          <th scope="col">Minutes</th>
          {withCost && <th scope="col">Cost</th>}
        </tr>
      </thead>
      <tbody>
        {items.map((line) => (
          <tr key={line.day ?? line.agent_id ?? line.company_id}>
            <th scope="row">
              <Name line={line} by={by} withCompany={withCompany} />
            </th>
            <Sums {...line} withCost={withCost} />
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">Total</th>
          <Sums {...total} withCost={withCost} />
        </tr>
      </tfoot>
    </table>
  );
}

const nameTitles = {
  day: "Day",
  agent: "Agent",
  company: "Company",
  day_and_company: "Day",
} satisfies Record<UsageBy, string>;

function Name({ line, by, withCompany }: { line: UsageLine; by: UsageBy; withCompany: boolean }) {
  if (by === "agent") return <TwoLines first={line.agent_name} second={withCompany ? line.company_name : undefined} />;
  return by === "company" ? <bdi>{line.company_name}</bdi> : formatDay(line.day!);
}

type SumsProps = Pick<UsageLine, "calls" | "billable_minutes" | "cost_usd"> & { withCost: boolean };

function Sums({ calls, billable_minutes, cost_usd, withCost }: SumsProps) {
  return (
    <>
      <td>{calls.toLocaleString("en")}</td>
      <td>{formatMinutes(billable_minutes)}</td>
      {withCost && <td>{cost_usd === null ? "–" : formatCost(cost_usd)}</td>}
    </>
  );
}
