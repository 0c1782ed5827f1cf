import { useEffect, useRef } from "react";
import { Button, CloseButton, NativeSelect, TextInput } from "@mantine/core";
import type { UseFormReturnType } from "@mantine/form";
import { useQuery } from "@tanstack/react-query";
import { contactFieldsQuery } from "../../api/contact-fields";
import type { Campaign } from "../../api/schema";
import { FormError } from "../../components/form/form-error";
import {
  findVariableProblem,
  readVariables,
  toDraft,
  writeVariables,
  type CampaignDraft,
  type Variable,
} from "./campaign-draft";
import styles from "./campaigns.module.css";
import { listSources } from "./variable-sources";
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
  const error = form.errors.variables as string | undefined;
  const problem = error ? findVariableProblem(form.values.variables) : null;
  const list = useRef<HTMLUListElement>(null);
  const addButton = useRef<HTMLButtonElement>(null);
  const removed = useRef<number | null>(null);
  // Where a row was removed, the next one takes the focus, else the last one.
  useEffect(() => {
    if (removed.current === null) return;
    const names = list.current?.querySelectorAll<HTMLElement>("li input") ?? [];
    (names[Math.min(removed.current, names.length - 1)] ?? addButton.current)?.focus();
    removed.current = null;
  }, [rows.length]);
  return (
    <>
      <p className={styles.hint}>What the agent knows about the contact during the call, by the names in its prompt.</p>
      {rows.length > 0 && (
        <ul ref={list} className={styles.variables} aria-label="Variables">
          {rows.map((row, index) => (
            <li key={index}>
              <TextInput
                aria-label={`Name of variable ${index + 1}`}
                placeholder="first_name"
                autoComplete="off"
                spellCheck={false}
                maxLength={100}
                value={row.name}
                error={problem?.index === index && problem.message}
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
                mt={4}
                onClick={() => {
                  removed.current = index;
                  change(rows.toSpliced(index, 1));
                }}
              />
            </li>
          ))}
        </ul>
      )}
      <FormError>{problem ? null : error}</FormError>
      <div>
        <Button
          ref={addButton}
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
