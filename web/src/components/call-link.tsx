import { VisuallyHidden } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { CallSummary } from "../api/schema";
import styles from "./call-link.module.css";
import { wordsForOther } from "./call-words";
import { dayAndTime } from "./day-time";
import { clockTime } from "./duration";
import rowLink from "./row-link.module.css";
import { TwoLines } from "./two-lines";

interface Props {
  call: CallSummary;
  withCompany: boolean;
}

/** The way to a call: by its agent's name, and for who hears a list of links, by its time. */
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
      {/* On a phone, what has columns of its own elsewhere. */}
      <div className={styles.onPhone}>
        {when}
        {call.duration_seconds !== null && ` · ${clockTime(call.duration_seconds)}`} · <bdi>{wordsForOther(call)}</bdi>
      </div>
    </div>
  );
}
