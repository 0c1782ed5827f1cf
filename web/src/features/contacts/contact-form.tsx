import { NativeSelect, Stack, Switch, TagsInput, TextInput } from "@mantine/core";
import type { UseFormReturnType } from "@mantine/form";
import type { ContactField } from "../../api/schema";
import { describeClearButton } from "../../components/form/clear-button";
import { mandatory } from "../../components/form/mandatory";
import { contactLabels } from "../../shared/contacts/contact-labels";
import { ConflictingValue } from "../../shared/requests/edit-conflict";
import { getDraftName, splitTags, type ContactDraft } from "./contact-draft";
import styles from "./contacts.module.css";
import { TimeZoneSelect } from "./time-zone-select";

interface Props {
  form: UseFormReturnType<ContactDraft>;
  /** The account's own fields. */
  fields: ContactField[];
  withSecondName?: boolean;
  /** What somebody else has saved in fields that are being changed here too. */
  conflicts?: Partial<Record<string, { text: string; onUse: () => void }>>;
  /** Below the phone number: the contact that has it. */
  phoneTaken?: React.ReactNode;
}

/** The fields of a contact, apart from its company and its consent. */
export function ContactFields({ form, fields, withSecondName = false, conflicts = {}, phoneTaken }: Props) {
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
        <TextInput
          label={contactLabels.name}
          {...mandatory}
          data-autofocus
          dir="auto"
          autoComplete="off"
          {...getProps("name")}
        />
        {withSecondName && (
          <TextInput
            label={contactLabels.second_name}
            dir="auto"
            autoComplete="off"
            {...getProps("second_name")}
            description={
              getProps("second_name").description ??
              "Another name for this contact, such as that of someone who shares the number."
            }
          />
        )}
        <div className={styles.pair}>
          <div>
            <TextInput label={contactLabels.phone} type="tel" autoComplete="off" {...getProps("phone")} />
            {phoneTaken}
          </div>
          <TextInput
            label={contactLabels.email}
            type="email"
            autoComplete="off"
            spellCheck={false}
            {...getProps("email")}
          />
        </div>
        <div className={styles.pair}>
          <TextInput label={contactLabels.job_title} dir="auto" autoComplete="off" {...getProps("job_title")} />
          <TimeZoneSelect placeholder="By the phone number" {...getProps("time_zone")} value={form.values.time_zone} />
        </div>
        <TagsInput
          label={contactLabels.tags}
          {...getProps("tags")}
          description={getProps("tags").description ?? "Press Enter after each tag."}
          value={splitTags(form.values.tags)}
          onChange={(tags) => form.setFieldValue("tags", tags.join("\n"))}
          splitChars={[",", "\n"]}
          acceptValueOnBlur
          comboboxProps={{ withinPortal: false }}
          maxTags={50}
          clearable
          clearButtonProps={describeClearButton("Clear all tags")}
        />
        <Switch
          label={contactLabels.do_not_call}
          description="Campaigns do not call this contact."
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
