import { Button, CloseButton, NativeSelect, TextInput } from "@mantine/core";
import type { UseFormReturnType } from "@mantine/form";
import { useQuery } from "@tanstack/react-query";
import { contactFieldsQuery } from "../../api/contact-fields";
import type { Campaign, ContactField } from "../../api/schema";
import { FormError } from "../../components/form/form-error";
import { readVariables, toDraft, writeVariables, type CampaignDraft, type Variable } from "./campaign-draft";
import styles from "./campaigns.module.css";
import { VariablesPreview } from "./variables-preview";

interface Props {
  form: UseFormReturnType<CampaignDraft>;
  campaign: Campaign;
}

/** What the agent is told about each contact: the name of a variable there, and what of the contact it is. */
export function VariablesField({ form, campaign }: Props) {
  const fields = useQuery(contactFieldsQuery).data ?? [];
  const rows = readVariables(form.values.variables);
  const change = (next: Variable[]) => form.setFieldValue("variables", writeVariables(next));
  const isChanged = form.values.variables !== toDraft(campaign).variables;
  return (
    <>
      <p className={styles.hint}>What the agent knows about the contact during the call, by the names in its prompt.</p>
      {rows.length > 0 && (
        <ul className={styles.variables} aria-label="Variables">
          {rows.map((row, index) => (
            <li key={index}>
              <TextInput
                aria-label={`Name of variable ${index + 1}`}
                placeholder="first_name"
                autoComplete="off"
                spellCheck={false}
                maxLength={100}
                value={row.name}
                onChange={(event) => change(rows.with(index, { ...row, name: event.currentTarget.value }))}
              />
              <NativeSelect
                aria-label={`Value of variable ${index + 1}`}
                data={listSources(fields, row.source)}
                value={row.source}
                onChange={(event) => change(rows.with(index, { ...row, source: event.currentTarget.value }))}
              />
              <CloseButton
                aria-label={`Remove variable ${row.name || index + 1}`}
                onClick={() => change(rows.toSpliced(index, 1))}
              />
            </li>
          ))}
        </ul>
      )}
      <FormError>{form.errors.variables}</FormError>
      <div>
        <Button
          variant="default"
          size="xs"
          disabled={rows.length >= 50}
          onClick={() => change([...rows, { name: "", source: "name" }])}
        >
          Add variable
        </Button>
      </div>
      {isChanged && rows.length > 0 ? (
        <p className={styles.hint}>Save the changes to preview them.</p>
      ) : (
        rows.length > 0 && <VariablesPreview campaign={campaign} />
      )}
    </>
  );
}

const sourceWords = {
  name: "Name",
  phone: "Phone",
  email: "Email",
  job_title: "Job title",
  company: "Company",
};

/** What a variable can be, with the account's own fields, and what was saved even if its field was deleted. */
function listSources(fields: ContactField[], current: string) {
  const choices = [
    ...Object.entries(sourceWords).map(([value, label]) => ({ value, label })),
    ...fields.map(({ key, label }) => ({ value: `field.${key}`, label })),
  ];
  if (!choices.some(({ value }) => value === current)) choices.push({ value: current, label: "Deleted field" });
  return choices;
}
