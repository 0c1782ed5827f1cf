import type { Usage, UsageBy, UsageLine, UsageSums } from "../../api/schema";
import { TwoLines } from "../../components/text/two-lines";
import { formatDay } from "../../lib/days";
import { formatMoneys } from "../../lib/money";
import { formatCost, formatMinutes } from "../../lib/numbers";
import styles from "./usage.module.css";

interface Props {
  usage: Usage;
  withCompany: boolean;
}

interface Column {
  title: string;
  format: (sums: UsageSums) => string;
}

/** The figures and their sum. Columns of which there is no value are left out. */
export function UsageTable({ usage, withCompany }: Props) {
  const { items, total, by } = usage;
  const columns = listColumns(total, items);
  return (
    <table role="table" className={styles.table} aria-label="Usage">
      <thead role="rowgroup">
        <tr role="row">
          <th role="columnheader">{nameTitles[by]}</th>
          {columns.map(({ title }) => (
            <th key={title} role="columnheader">
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {items.map((line) => (
          <Row key={line.day ?? line.agent_id ?? line.company_id} sums={line} columns={columns}>
            <Name line={line} by={by} withCompany={withCompany} />
          </Row>
        ))}
      </tbody>
      <tfoot role="rowgroup">
        <Row sums={total} columns={columns}>
          Total
        </Row>
      </tfoot>
    </table>
  );
}

/** The total has no margin where a call with a price has no known cost; lines may still have one. */
function listColumns(total: UsageSums, items: UsageLine[]): Column[] {
  const dollars = (amount: number | null | undefined) => (typeof amount === "number" ? formatCost(amount) : "–");
  return [
    { title: "Calls", format: ({ calls }) => calls.toLocaleString("en") },
    { title: "Minutes", format: ({ billable_minutes }) => formatMinutes(billable_minutes) },
    ...(total.prices.length > 0 ? [{ title: "Price", format: ({ prices }: UsageSums) => formatMoneys(prices) }] : []),
    ...(typeof total.cost_usd === "number"
      ? [{ title: "Cost", format: ({ cost_usd }: UsageSums) => dollars(cost_usd) }]
      : []),
    ...([total, ...items].some(({ margin_usd }) => typeof margin_usd === "number")
      ? [{ title: "Margin", format: ({ margin_usd }: UsageSums) => dollars(margin_usd) }]
      : []),
  ];
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

/** On a phone its values stand below each other, each beside the title of its column. */
function Row({ sums, columns, children }: { sums: UsageSums; columns: Column[]; children: React.ReactNode }) {
  return (
    <tr role="row">
      <th role="rowheader">{children}</th>
      {columns.map(({ title, format }) => (
        <td key={title} role="cell" data-label={title}>
          {format(sums)}
        </td>
      ))}
    </tr>
  );
}
