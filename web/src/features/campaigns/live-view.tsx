import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { AttemptState, Campaign } from "../../api/schema";
import { FormError } from "../../components/form/form-error";
import { Fact } from "../../components/text/fact";
import { Moment } from "../../components/text/moment";
import { formatCount } from "../../lib/numbers";
import { Attempts } from "./attempts";
import { describeReason } from "./campaign-status";
import {
  describeHours,
  describeReached,
  getProgress,
  listOutcomes,
  listSkipReasons,
  reachedWords,
  stateWords,
} from "./campaign-words";
import styles from "./campaigns.module.css";
import { ProgressBar } from "./progress-bar";

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
        <Facts campaign={campaign} />
      </div>
      <Attempts campaign={campaign} state={shownState} onState={showState} />
    </div>
  );
}

function State({ campaign }: { campaign: Campaign }) {
  const { state, progress } = campaign;
  const reason = describeReason(campaign);
  const { calls } = getProgress(campaign);
  const isOver = state === "completed" || state === "cancelled";
  return (
    <section aria-labelledby="state">
      <h2 id="state" className={styles.title} tabIndex={-1} data-takes-lost-focus>
        {stateWords[state]}
      </h2>
      <div role="status">
        {reason && <p className={state === "paused" ? styles.warning : styles.lead}>{reason}</p>}
        {progress.open > 0 && state !== "active" && (
          <p className={styles.lead}>{formatCount(progress.open, "call")} under way will end by themselves.</p>
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
        {calls > 0 && `, ${formatCount(calls, "call")} made`}
      </p>
      <ProgressBar campaign={campaign} label="Progress" />
      <BackgroundWork campaign={campaign} />
      {isOver && (
        <p className={styles.hint}>
          {stateWords[state]} <Moment at={campaign.finished_at} as="time" />
        </p>
      )}
    </section>
  );
}

/** What is still done in the background. */
function BackgroundWork({ campaign }: { campaign: Campaign }) {
  if (campaign.audience.state !== "in_progress") return null;
  return (
    <p className={styles.hint}>
      {campaign.state === "cancelled"
        ? "Remaining calls are being cancelled."
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
        The platform did not confirm whether {unknown === 1 ? "it was" : "they were"} made, so{" "}
        {unknown === 1 ? "it is" : "they are"} not repeated automatically. Look for {unknown === 1 ? "it" : "them"} at
        the platform, then call the contact again here if nothing was made.
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
    { name: "Under way", count: progress.open },
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
        <Fact name="Except">
          {campaign.excluded_segments.length > 0 && <SegmentNames segments={campaign.excluded_segments} />}
        </Fact>
        <Fact name="Calls from">{campaign.from_number && <bdi>{campaign.from_number}</bdi>}</Fact>
        <Fact name="Webhook">{campaign.webhook_url && <bdi>{campaign.webhook_url}</bdi>}</Fact>
        <Fact name="Hours">{describeHours(campaign)}</Fact>
        <Fact name="Limits">
          {formatCount(campaign.calls_per_hour, "call")} per hour, {campaign.at_once} at once,{" "}
          {formatCount(campaign.attempts, "attempt")} per contact
        </Fact>
        <Fact name="Reached">{reachedWords[campaign.reached]}</Fact>
        <Fact name="Launched">
          <Moment at={campaign.launched_at} as="time" />
        </Fact>
      </dl>
    </section>
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
