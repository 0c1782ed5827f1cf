import { VisuallyHidden } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { CallSummary } from "../../api/schema";
import rowLink from "../../components/table/row-link.module.css";
import { TwoLines } from "../../components/text/two-lines";
import { dayAndTime } from "../../lib/day-time";
import { clockTime } from "../../lib/duration";
import styles from "./call-link.module.css";
import { wordsForOther } from "./call-words";

interface Props {
  call: CallSummary;
  withCompany: boolean;
}

/** The link to a call: the name of its agent and, for screen readers that list links, its time. */
export function CallLink({ call, withCompany }: Props) {
  const when = dayAndTime(new Date(call.started_at), new Date());
  return (
    <div className={styles.call}>
      <TwoLines
        first={
          <Link to="/calls/$id" params={{ id: call.id }} className={rowLink.link} data-row-link>
            {call.agent_name}
            <VisuallyHidden>, {when}</VisuallyHidden>
          </Link>
        }
        second={withCompany ? call.company_name : undefined}
      />
      {/* On a phone, what has its own columns on a wide screen. */}
      <div className={styles.onPhone}>
        {when}
        {call.duration_seconds !== null && ` · ${clockTime(call.duration_seconds)}`} · <bdi>{wordsForOther(call)}</bdi>
      </div>
    </div>
  );
}
