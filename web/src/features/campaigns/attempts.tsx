import { useDisclosure } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { attemptsQuery, getAttemptsFile } from "../../api/campaigns";
import type { Attempt, AttemptState, Campaign } from "../../api/schema";
import { SkeletonRows } from "../../components/feedback/skeleton-rows";
import { Table } from "../../components/table/table";
import type { TableColumn } from "../../components/table/table-column";
import { Moment } from "../../components/text/moment";
import { useTimeZone } from "../../components/text/time-zone";
import { TwoLines } from "../../components/text/two-lines";
import { CsvLink } from "../../shared/list/csv-link";
import { PageButtons } from "../../shared/list/page-buttons";
import { SelectFilter } from "../../shared/list/select-filter";
import { QueryState } from "../../shared/requests/query-state";
import { attemptStateWords, describeAttempt, getDetail } from "./campaign-words";
import styles from "./campaigns.module.css";
import { RetryButton, RetryQuestion } from "./retry-attempt";

interface Props {
  campaign: Campaign;
  /** The state that the list is filtered by. */
  state: AttemptState | undefined;
  onState: (state: AttemptState | undefined) => void;
}

/** The calls of a campaign, planned and made, those that changed last first. */
export function Attempts({ campaign, state, onState }: Props) {
  // Another filter starts at the first page.
  const [page, setPage] = useState<{ state: AttemptState | undefined; cursor: string | undefined }>();
  const cursor = page?.state === state ? page?.cursor : undefined;
  const attempts = useQuery(attemptsQuery(campaign, { state, cursor, limit: 20 }));
  // The attempt stays while the question closes.
  const [asked, setAsked] = useState<Attempt>();
  const [isAsking, question] = useDisclosure(false);
  const ask = (attempt: Attempt) => {
    setAsked(attempt);
    question.open();
  };
  const { refetch } = attempts;
  // Also when the last call ends, after which nothing is read again.
  const counted = JSON.stringify([campaign.state, campaign.progress]);
  const shown = useRef(counted);
  useEffect(() => {
    if (shown.current !== counted) void refetch();
    shown.current = counted;
  }, [counted, refetch]);
  return (
    <section aria-labelledby="attempts">
      <div className={styles.attemptsHead}>
        <h2 id="attempts" className={styles.title}>
          Contacts
        </h2>
        <div className={styles.attemptsFilter}>
          <CsvLink href={getAttemptsFile(campaign, { state })} />
          <SelectFilter label="Show" any="All" words={attemptStateWords} value={state} onChange={onState} />
        </div>
      </div>
      <p className={styles.hint}>Planned and completed calls, most recent first.</p>
      <QueryState query={attempts} skeleton={<SkeletonRows count={6} />}>
        {(list) =>
          list.items.length === 0 ? (
            <p className={styles.lead}>
              {state ? "No calls with this status." : "No calls yet. They appear here once contacts are added."}
            </p>
          ) : (
            <div aria-busy={attempts.isPlaceholderData}>
              <Table label="Calls of the campaign" columns={createColumns(campaign, ask)} items={list.items} />
              <PageButtons of="calls" list={list} onPage={(next) => setPage({ state, cursor: next })} />
            </div>
          )
        }
      </QueryState>
      {asked && <RetryQuestion campaign={campaign} attempt={asked} opened={isAsking} onClose={question.close} />}
    </section>
  );
}

function createColumns(campaign: Campaign, onAsk: (attempt: Attempt) => void): TableColumn<Attempt>[] {
  return [
    {
      key: "contact",
      title: "Contact",
      width: "28%",
      minWidth: 150,
      onPhone: "first",
      cell: ({ contact, phone_text }) => (
        <TwoLines
          first={
            contact ? (
              <Link to="/contacts/$id" params={{ id: contact.id }}>
                {contact.name}
              </Link>
            ) : (
              "Deleted contact"
            )
          }
          second={phone_text}
        />
      ),
    },
    {
      key: "result",
      title: "Result",
      minWidth: 140,
      onPhone: "bare",
      cell: (attempt) => <AttemptResult attempt={attempt} />,
    },
    {
      key: "when",
      title: "When",
      width: "128px",
      priority: 2,
      onPhone: "quiet",
      cell: ({ ended_at, claimed_at, call_id }) => {
        const at = ended_at ?? claimed_at;
        if (!at) return "–";
        return call_id ? (
          <Link to="/calls/$id" params={{ id: call_id }}>
            <Moment at={at} as="time" />
          </Link>
        ) : (
          <Moment at={at} as="time" />
        );
      },
    },
    {
      key: "actions",
      title: "Actions",
      width: "112px",
      onPhone: "bare",
      cell: (attempt) =>
        attempt.can.includes("retry") && <RetryButton campaign={campaign} attempt={attempt} onAsk={onAsk} />,
    },
  ];
}

function AttemptResult({ attempt }: { attempt: Attempt }) {
  const detail = getDetail(attempt);
  const timeZone = useTimeZone();
  return (
    <div className={styles.status}>
      <div data-state={attempt.state}>
        {describeAttempt(attempt, new Date(), timeZone)}
        {attempt.number > 1 && <span className={styles.quiet}> · attempt {attempt.number}</span>}
      </div>
      {detail && (
        <div className={styles.reason}>
          <bdi>{detail}</bdi>
        </div>
      )}
    </div>
  );
}
