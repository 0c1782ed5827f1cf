import { NativeSelect, Select, Stack, Switch, TagsInput, TextInput } from "@mantine/core";
import type { UseFormReturnType } from "@mantine/form";
import type { ContactField } from "../../api/schema";
import { mandatory } from "../../components/form/mandatory";
import { ConflictingValue } from "../../shared/requests/edit-conflict";
import { getDraftName, splitTags, type ContactDraft } from "./contact-draft";
import styles from "./contacts.module.css";

interface Props {
  form: UseFormReturnType<ContactDraft>;
  /** The account's own fields. */
  fields: ContactField[];
  /** What somebody else has saved in fields that are being changed here too. */
  conflicts?: Partial<Record<string, { text: string; onUse: () => void }>>;
  /** Below the phone number: the contact that has it. */
  phoneTaken?: React.ReactNode;
}

/** The fields of a contact, apart from its company and its consent. */
export function ContactFields({ form, fields, conflicts = {}, phoneTaken }: Props) {
  const getProps = (name: string) => {
    const conflict = conflicts[name];
    return {
      ...form.getInputProps(name),
      inputWrapperOrder: ["label", "input", "description", "error"] as ("label" | "input" | "description" | "error")[],
      description: conflict && <ConflictingValue {...conflict} />,
    };
  };
  return (
    <>
      <Stack gap="md">
        <TextInput label="Name" {...mandatory} data-autofocus dir="auto" autoComplete="off" {...getProps("name")} />
        <div className={styles.pair}>
          <div>
            <TextInput label="Phone" type="tel" autoComplete="off" {...getProps("phone")} />
            {phoneTaken}
          </div>
          <TextInput label="Email" type="email" autoComplete="off" spellCheck={false} {...getProps("email")} />
        </div>
        <div className={styles.pair}>
          <TextInput label="Job title" dir="auto" autoComplete="off" {...getProps("job_title")} />
          <TimeZoneChoice {...getProps("time_zone")} />
        </div>
        <TagsInput
          label="Tags"
          {...getProps("tags")}
          description={getProps("tags").description ?? "Press Enter after each tag."}
          value={splitTags(form.values.tags)}
          onChange={(tags) => form.setFieldValue("tags", tags.join("\n"))}
          splitChars={[",", "\n"]}
          acceptValueOnBlur
          comboboxProps={{ withinPortal: false }}
          maxTags={50}
          clearable
          clearButtonProps={{ "aria-label": "Clear all tags" }}
        />
        <Switch
          label="Do not call"
          description="No agent may call this contact."
          {...form.getInputProps("do_not_call", { type: "checkbox" })}
        />
      </Stack>
      {fields.length > 0 && (
        <fieldset className={styles.section}>
          <legend className={styles.sectionTitle}>More fields</legend>
          <div className={styles.pair}>
            {fields.map((field) => (
              <OwnField key={field.id} field={field} props={getProps(getDraftName(field.key))} />
            ))}
          </div>
        </fieldset>
      )}
    </>
  );
}

/** An own field of the account, by its kind. */
function OwnField({ field, props }: { field: ContactField; props: Record<string, unknown> }) {
  const { kind, choices } = field;
  const label = <bdi>{field.label}</bdi>;
  if (kind === "boolean" || kind === "choice") {
    const values = kind === "choice" ? choices.map((choice) => ({ value: choice, label: choice })) : yesAndNo;
    return <NativeSelect label={label} data={[{ value: "", label: "–" }, ...values]} {...props} />;
  }
  if (kind === "date") return <TextInput label={label} type="date" {...props} />;
  return (
    <TextInput
      label={label}
      dir="auto"
      autoComplete="off"
      inputMode={kind === "number" ? "decimal" : undefined}
      {...props}
    />
  );
}

const yesAndNo = [
  { value: "true", label: "Yes" },
  { value: "false", label: "No" },
];

interface TimeZoneProps {
  value?: string;
  onChange?: (timeZone: string) => void;
}

/** A choice of the time zones that the browser knows, and of the current one. */
function TimeZoneChoice({ value = "", onChange, ...props }: TimeZoneProps) {
  return (
    <Select
      label="Time zone"
      placeholder="By the phone number"
      data={value === "" || timeZones.includes(value) ? timeZones : [value, ...timeZones]}
      value={value || null}
      onChange={(timeZone) => onChange?.(timeZone ?? "")}
      searchable
      clearable
      clearButtonProps={{ "aria-label": "Clear the time zone" }}
      limit={100}
      nothingFoundMessage="No such time zone"
      comboboxProps={{ withinPortal: false }}
      {...props}
    />
  );
}

const timeZones = [...new Set(["UTC", ...Intl.supportedValuesOf("timeZone")])];
