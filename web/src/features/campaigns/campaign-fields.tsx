import { Checkbox, NativeSelect, Radio, Stack, Switch, TextInput } from "@mantine/core";
import type { UseFormReturnType } from "@mantine/form";
import type { Campaign, DialOutcome } from "../../api/schema";
import { mandatory } from "../../components/form/mandatory";
import { toChoices } from "../../lib/choices";
import { listTimes } from "../../lib/half-hours";
import { formatDayAndTime } from "../../lib/times";
import { useSession } from "../../shared/session/session-context";
import { labels } from "./campaign-difference";
import { splitLines, type CampaignDraft } from "./campaign-draft";
import { outcomeWords, reachedWords, retryWords, weekdayWords } from "./campaign-words";
import styles from "./campaigns.module.css";
import { FromNumberField } from "./from-number-field";

import { SegmentsField } from "./segments-field";
import { VariablesField } from "./variables-field";

interface Props {
  form: UseFormReturnType<CampaignDraft>;
  campaign: Campaign;
}

/** Whom a campaign calls, and from which number. Only of a draft. */
export function WhoFields({ form, campaign }: Props) {
  return (
    <Section title="Who is called">
      <SegmentsField
        label={labels.segment_ids}
        isMandatory
        companyId={campaign.company.id}
        saved={campaign.segments}
        {...form.getInputProps("segment_ids")}
        value={form.values.segment_ids}
      />
      <SegmentsField
        label={labels.excluded_segment_ids}
        description="Contacts of these segments are not called."
        companyId={campaign.company.id}
        saved={campaign.excluded_segments}
        {...form.getInputProps("excluded_segment_ids")}
        value={form.values.excluded_segment_ids}
      />
      <Switch
        label={labels.calls_abroad}
        description="Numbers of other countries than the company’s."
        {...form.getInputProps("calls_abroad", { type: "checkbox" })}
      />
      <FromNumberField form={form} campaign={campaign} />
    </Section>
  );
}

export function NameField({ form }: Pick<Props, "form">) {
  return <TextInput label={labels.name} {...mandatory} dir="auto" autoComplete="off" {...form.getInputProps("name")} />;
}

/** When the first calls are made. Only of a draft. */
export function StartField({ form }: Pick<Props, "form">) {
  const isLater = form.values.start === "later";
  const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const accountZone = useSession().account.time_zone;
  const start = new Date(form.values.starts_at);
  const isElsewhere = timeZone !== accountZone && !Number.isNaN(start.getTime());
  const inAccount = isElsewhere ? ` In the account’s: ${formatDayAndTime(start, new Date(), accountZone)}.` : "";
  return (
    <>
      <Radio.Group label={labels.starts_at} {...form.getInputProps("start")}>
        <Stack gap="xs" mt={4}>
          <Radio value="launch" label="When it is launched" />
          <Radio value="later" label="At a later time" />
        </Stack>
      </Radio.Group>
      {isLater && (
        <TextInput
          label="Start time"
          {...mandatory}
          type="datetime-local"
          description={`In your time (${timeZone}).${inAccount} Contacts are called within their own hours.`}
          inputWrapperOrder={["label", "input", "description", "error"]}
          maw={280}
          {...form.getInputProps("starts_at")}
        />
      )}
    </>
  );
}

/** The hours in which contacts are called. */
export function HoursFields({ form }: Pick<Props, "form">) {
  return (
    <>
      <Checkbox.Group
        label={labels.days}
        value={splitLines(form.values.days)}
        onChange={(days) => form.setFieldValue("days", days.join("\n"))}
        error={form.errors.days}
      >
        <div className={styles.days}>
          {toChoices(weekdayWords).map(({ value, label }) => (
            <Checkbox key={value} value={value} label={label} />
          ))}
        </div>
      </Checkbox.Group>
      <div>
        <div className={styles.pair}>
          <NativeSelect
            label={labels.hours_from}
            data={listTimes(form.values.hours_from)}
            {...form.getInputProps("hours_from")}
          />
          <NativeSelect
            label={labels.hours_to}
            data={listTimes(form.values.hours_to)}
            {...form.getInputProps("hours_to")}
          />
        </div>
        <p className={styles.hint}>In each contact’s own time, and never outside the account’s calling hours.</p>
      </div>
    </>
  );
}

/** How many calls are made, and how often the same contact is called. */
export function LimitFields({ form }: Pick<Props, "form">) {
  const field = (name: "calls_per_hour" | "at_once" | "attempts") => ({
    inputMode: "numeric" as const,
    autoComplete: "off",
    ...form.getInputProps(name),
  });
  return (
    <>
      <div className={styles.pair}>
        <TextInput label={labels.calls_per_hour} {...field("calls_per_hour")} />
        <TextInput label={labels.at_once} {...field("at_once")} />
      </div>
      <div className={styles.pair}>
        <TextInput label={labels.attempts} {...field("attempts")} />
        <TextInput
          label={labels.retry_minutes}
          description="After the first attempt, after the second, … The last number repeats."
          inputWrapperOrder={["label", "input", "description", "error"]}
          autoComplete="off"
          {...form.getInputProps("retry_minutes")}
        />
      </div>
      <p className={styles.hint}>
        {retryWords[form.values.reached]} They are not called again after an invalid number, when they declined, or when
        the call was marked as spam.
      </p>
    </>
  );
}

/** What counts as reached. Only of a draft. */
export function ReachedField({ form }: Pick<Props, "form">) {
  return <NativeSelect label={labels.reached} data={toChoices(reachedWords)} {...form.getInputProps("reached")} />;
}

/** What the agent is told about each contact. Only of a draft. */
export function VariablesSection({ form, campaign }: Props) {
  return (
    <Section title={labels.variables}>
      <VariablesField form={form} campaign={campaign} />
    </Section>
  );
}

/** What puts a number on the do-not-call list. */
export function OptOutFields({ form }: Pick<Props, "form">) {
  return (
    <>
      <div className={styles.pair}>
        <TextInput
          label={labels.opt_out_field}
          description="The number is added when this field is true."
          inputWrapperOrder={["label", "input", "description", "error"]}
          placeholder="None"
          autoComplete="off"
          spellCheck={false}
          maxLength={200}
          {...form.getInputProps("opt_out_field")}
        />
        <NativeSelect
          label={labels.opt_out_outcome}
          data={[{ value: "", label: "None" }, ...listOptOutOutcomes(form.values.opt_out_outcome)]}
          {...form.getInputProps("opt_out_outcome")}
        />
      </div>
      <p className={styles.hint}>A call with either of them puts the number on the company’s do-not-call list.</p>
    </>
  );
}

/** The outcomes that may say that the person wants no calls. */
const optOutOutcomes = {
  declined: outcomeWords.declined,
  voicemail: outcomeWords.voicemail,
  no_answer: outcomeWords.no_answer,
  busy: outcomeWords.busy,
  invalid_number: outcomeWords.invalid_number,
  marked_as_spam: outcomeWords.marked_as_spam,
} satisfies Partial<Record<DialOutcome, string>>;

/** What was saved earlier stays a choice. */
function listOptOutOutcomes(current: string) {
  const choices: { value: string; label: string }[] = toChoices(optOutOutcomes);
  if (current === "" || current in optOutOutcomes) return choices;
  return [...choices, { value: current, label: outcomeWords[current as DialOutcome] ?? current }];
}

export function Section({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <fieldset className={styles.section}>
      <legend className={styles.sectionTitle}>{title}</legend>
      <Stack gap="md">{children}</Stack>
    </fieldset>
  );
}
