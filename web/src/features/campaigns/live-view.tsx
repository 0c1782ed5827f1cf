import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { contactFieldsQuery } from "../../api/contact-fields";
import type { AttemptState, Campaign } from "../../api/schema";
import { FormError } from "../../components/form/form-error";
import { Address } from "../../components/text/address";
import { Fact } from "../../components/text/fact";
import { Moment } from "../../components/text/moment";
import { useTimeZone } from "../../components/text/time-zone";
import { formatCount } from "../../lib/numbers";
import { Attempts } from "./attempts";
import { describeReason } from "./campaign-status";
import {
  describeCalls,
  describeHours,
  describeReached,
  listOutcomes,
  listSkipReasons,
  outcomeWords,
  reachedWords,
} from "./campaign-words";
import { stateWords } from "./state-words";
import styles from "./campaigns.module.css";
import { ProgressBar } from "./progress-bar";
import { describeSource } from "./variable-sources";

interface Props {
  campaign: Campaign;
  /** Why the campaign could not be read again. What was read before is shown. */
  error: Error | null;
}

/** A campaign that was launched: how far it is, what became of its calls, and what it was given. */
export function LiveView({ campaign, error }: Props) {
  const [shownState, showState] = useState<AttemptState | undefined>();
  return (
    <div className={styles.live}>
      <div className={styles.side}>
        {error && <FormError>This page is not up to date. {error.message}</FormError>}
        <State campaign={campaign} />
        <UnknownNotice campaign={campaign} onShow={() => showState("unknown")} />
        <Counts campaign={campaign} />
      </div>
      <div className={styles.details}>
        <Facts campaign={campaign} />
      </div>
      <div className={styles.attempts}>
        <Attempts campaign={campaign} state={shownState} onState={showState} />
      </div>
    </div>
  );
}

function State({ campaign }: { campaign: Campaign }) {
  const { state, progress } = campaign;
  const hasNewHours = useHasNewHours(campaign);
  const timeZone = useTimeZone();
  const reason =
    hasNewHours && campaign.waiting?.reason === "audience" ? newHoursWords : describeReason(campaign, timeZone);
  const calls = describeCalls(campaign);
  const isOver = state === "completed" || state === "cancelled";
  return (
    <section aria-labelledby="state">
      <h2 id="state" className={styles.title} tabIndex={-1} data-takes-lost-focus>
        {stateWords[state]}
      </h2>
      <div role="status">
        {reason && <p className={state === "paused" ? styles.warning : styles.lead}>{reason}</p>}
        {progress.open > 0 && state !== "active" && (
          <p className={styles.lead}>{formatCount(progress.open, "call")} still in progress.</p>
        )}
      </div>
      {state === "paused" && campaign.problems.length > 0 && (
        <ul className={styles.problems}>
          {campaign.problems.map((problem) => (
            <li key={problem}>{problem}</li>
          ))}
        </ul>
      )}
      <p className={styles.reached}>
        {describeReached(campaign)}
        {calls && `, ${calls}`}
      </p>
      <ProgressBar campaign={campaign} label="Progress" />
      {!(hasNewHours && reason === newHoursWords) && <BackgroundWork campaign={campaign} hasNewHours={hasNewHours} />}
      {isOver && (
        <p className={styles.hint}>
          {stateWords[state]} <Moment at={campaign.finished_at} as="time" />
        </p>
      )}
    </section>
  );
}

const newHoursWords = "The new hours are being applied.";

/**
 * Whether planned calls are looked at again by other hours. The API says the same of contacts that are being added; they
 * are added once, so it is the hours where the page has seen that all were added.
 */
function useHasNewHours({ state, audience }: Campaign): boolean {
  const [wasComplete, setWasComplete] = useState(audience.state === "complete");
  if (!wasComplete && audience.state === "complete") setWasComplete(true);
  return wasComplete && audience.state === "in_progress" && state !== "cancelled";
}

/** What is still done in the background. */
function BackgroundWork({ campaign, hasNewHours }: { campaign: Campaign; hasNewHours: boolean }) {
  if (campaign.audience.state !== "in_progress") return null;
  return (
    <p className={styles.hint}>
      {campaign.state === "cancelled"
        ? "Remaining calls are being cancelled."
        : hasNewHours
          ? newHoursWords
          : `Contacts are being added: ${formatCount(campaign.audience.contacts, "contact")} so far.`}{" "}
      You can leave this page.
    </p>
  );
}

/** Calls of which nobody knows whether they were made: a person must look. */
function UnknownNotice({ campaign, onShow }: { campaign: Campaign; onShow: () => void }) {
  const { unknown } = campaign.progress;
  if (unknown === 0) return null;
  return (
    <section aria-labelledby="unknown" className={styles.notice}>
      <h2 id="unknown" className={styles.subtitle}>
        {formatCount(unknown, "call")} to check
      </h2>
      <p>
        The platform did not confirm {unknown === 1 ? "this call" : "these calls"}, so{" "}
        {unknown === 1 ? "it is" : "they are"} not repeated automatically. Look for {unknown === 1 ? "it" : "them"} at
        the platform, then call the contact again here if {unknown === 1 ? "it" : "a call"} did not take place.
      </p>
      <Button variant="default" size="xs" onClick={onShow}>
        Show {unknown === 1 ? "it" : "them"}
      </Button>
    </section>
  );
}

function Counts({ campaign }: { campaign: Campaign }) {
  const { progress } = campaign;
  const groups = [
    { title: "Outcomes", items: listOutcomes(progress.outcomes) },
    { title: "Not called", items: listSkipReasons(progress.skipped_reasons) },
  ];
  const open = [
    { name: "In progress", count: progress.open },
    { name: "Planned", count: progress.planned },
    { name: "Failed", count: progress.failed },
  ].filter(({ count }) => count > 0);
  return (
    <>
      {[{ title: "Calls", items: open }, ...groups]
        .filter(({ items }) => items.length > 0)
        .map(({ title, items }) => (
          <section key={title} aria-label={title}>
            <h2 className={styles.subtitle}>{title}</h2>
            <dl className={styles.counts}>
              {items.map(({ name, count }) => (
                <div key={name}>
                  <dt>{name}</dt>
                  <dd>{count.toLocaleString("en")}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
    </>
  );
}

/** What the campaign was given. */
function Facts({ campaign }: { campaign: Campaign }) {
  const fields = useQuery(contactFieldsQuery).data ?? [];
  const variables = Object.entries(campaign.variables as Record<string, string>);
  return (
    <section aria-label="Details">
      <h2 className={styles.subtitle}>Details</h2>
      <dl className={styles.facts}>
        <Fact name="Agent">
          <Link to="/agents/$id" params={{ id: campaign.agent.id }}>
            <bdi>{campaign.agent.name}</bdi>
          </Link>
        </Fact>
        <Fact name="Company">
          <bdi>{campaign.company.name}</bdi>
        </Fact>
        <Fact name="Segments">
          <SegmentNames segments={campaign.segments} />
        </Fact>
        <Fact name="Excluded">
          {campaign.excluded_segments.length > 0 && <SegmentNames segments={campaign.excluded_segments} />}
        </Fact>
        <Fact name="Calls from">{campaign.from_number_text && <bdi>{campaign.from_number_text}</bdi>}</Fact>
        <Fact name="Webhook">{campaign.webhook_url && <Address>{campaign.webhook_url}</Address>}</Fact>
        <Fact name="Numbers abroad">{campaign.calls_abroad ? "Called" : "Not called"}</Fact>
        <Fact name="Start">
          {campaign.starts_at ? <Moment at={campaign.starts_at} as="time" /> : "When it was launched"}
        </Fact>
        <Fact name="Hours">{describeHours(campaign)}</Fact>
        <Fact name="Limits">
          {formatCount(campaign.calls_per_hour, "call")} per hour, {campaign.at_once} at once,{" "}
          {formatCount(campaign.attempts, "attempt")} per contact
        </Fact>
        <Fact name="Between attempts">{campaign.attempts > 1 && describeMinutes(campaign.retry_minutes)}</Fact>
        <Fact name="Reached">{reachedWords[campaign.reached]}</Fact>
        <Fact name="Variables">
          {variables.map(([name, source]) => (
            <div key={name}>
              <code>{name}</code>: <bdi>{describeSource(source, fields)}</bdi>
            </div>
          ))}
        </Fact>
        <Fact name="Do not call again">{campaign.opt_out && <OptOut optOut={campaign.opt_out} />}</Fact>
        <Fact name="Launched">
          <Moment at={campaign.launched_at} as="time" />
        </Fact>
      </dl>
    </section>
  );
}

function OptOut({ optOut: { field, outcome } }: { optOut: NonNullable<Campaign["opt_out"]> }) {
  return (
    <>
      {field && (
        <div>
          Field <bdi>{field}</bdi> is true
        </div>
      )}
      {outcome && <div>Outcome: {outcomeWords[outcome]}</div>}
    </>
  );
}

function SegmentNames({ segments }: { segments: Campaign["segments"] }) {
  return (
    <>
      {segments.map(({ id, name }) => (
        <div key={id}>{name === null ? "Deleted segment" : <bdi>{name}</bdi>}</div>
      ))}
    </>
  );
}

/** "1 minute", "60, 240 minutes". */
function describeMinutes(minutes: number[]): string {
  const [only] = minutes;
  return minutes.length === 1 ? formatCount(only!, "minute") : `${minutes.join(", ")} minutes`;
}
