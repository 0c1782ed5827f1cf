import { Button, Group, Stack, Textarea, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { notifications } from "@mantine/notifications";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { agentQuery, useUpdateAgent } from "../../api/agents";
import { ApiError } from "../../api/api-error";
import type { Agent } from "../../api/schema";
import { FormError } from "../../components/form-error";
import { focusFirstWrongField, sortRefusal } from "../../components/refusal";
import { required } from "../../components/rules";
import { UnsavedChanges } from "../../components/unsaved-changes";
import { agentFields, changedFields, changesOf, draftOf, rebase, type AgentField } from "./agent-draft";
import { ChangedMeanwhile } from "./changed-meanwhile";
import { CompanyChoice } from "./company-choice";
import { TheirVersion } from "./their-version";

/** An agent's basic configuration, for who may change it. */
export function AgentEditor({ latest }: { latest: Agent }) {
  // The state that the typing began from. It follows the server's until something is typed.
  const [base, setBase] = useState(latest);
  const [contested, setContested] = useState<AgentField[]>([]);
  const [rest, setRest] = useState<string | null>(null);
  const [outdated, setOutdated] = useState(false);
  const element = useRef<HTMLFormElement>(null);
  const queryClient = useQueryClient();
  const update = useUpdateAgent();
  const form = useForm({
    initialValues: draftOf(latest),
    validate: { name: required("Give the agent a name.") },
  });
  const dirty = changedFields(draftOf(base), form.values).length > 0;

  const startFrom = (agent: Agent) => {
    setBase(agent);
    form.setValues(draftOf(agent));
    form.clearErrors();
    setContested([]);
    setOutdated(false);
    setRest(null);
  };
  useEffect(() => {
    if (!dirty && latest.etag !== base.etag) startFrom(latest);
    // Only a new state of the server starts anew, not each key that is typed.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [latest.etag]);

  const submit = form.onSubmit(
    (values) => {
      setRest(null);
      update.mutate(
        { agent: base, changes: changesOf(draftOf(base), values) },
        {
          onSuccess: (agent) => {
            startFrom(agent);
            notifications.show({ message: `${agent.name} was saved.` });
          },
          onError: (error) => {
            if (error instanceof ApiError && error.code === "changed_meanwhile") return setOutdated(true);
            const refusal = sortRefusal(error, agentFields);
            form.setErrors(refusal.fields);
            setRest(refusal.rest);
            focusFirstWrongField(element.current);
          },
        },
      );
    },
    () => focusFirstWrongField(element.current),
  );

  const loadTheirs = async () => {
    const theirs = await queryClient.fetchQuery({ ...agentQuery(base.id), staleTime: 0 });
    const rebased = rebase(draftOf(base), form.values, draftOf(theirs));
    setBase(theirs);
    form.setValues(rebased.draft);
    setContested(rebased.contested);
    setOutdated(false);
  };

  const field = (name: AgentField) => ({
    ...form.getInputProps(name),
    inputWrapperOrder: ["label", "input", "description", "error"] as ("label" | "input" | "description" | "error")[],
    description: contested.includes(name) ? (
      <TheirVersion
        text={draftOf(base)[name]}
        onTake={() => {
          form.setFieldValue(name, draftOf(base)[name]);
          setContested(contested.filter((other) => other !== name));
        }}
      />
    ) : undefined,
  });

  return (
    <form ref={element} onSubmit={submit} noValidate>
      <UnsavedChanges unsaved={dirty} />
      <Stack gap="lg" maw={720}>
        <TextInput label="Name" withAsterisk dir="auto" autoComplete="off" {...field("name")} />
        <CompanyChoice
          agent={base}
          value={form.values.company_id}
          onChange={(companyId) => form.setFieldValue("company_id", companyId)}
          error={form.errors.company_id}
        />
        <Textarea label="Greeting" dir="auto" autosize minRows={2} maxRows={8} {...field("greeting")} />
        <Textarea label="Prompt" dir="auto" autosize minRows={8} maxRows={24} {...field("prompt")} />
        <Group grow align="flex-start">
          <TextInput label="Voice" autoComplete="off" {...field("voice")} />
          <TextInput label="Language" placeholder="en-GB" autoComplete="off" {...field("language")} />
        </Group>
        {outdated && <ChangedMeanwhile onLoad={loadTheirs} />}
        <FormError>{rest}</FormError>
        <Group gap="sm">
          <Button type="submit" disabled={!dirty} loading={update.isPending}>
            Save changes
          </Button>
          {dirty && (
            <Button variant="default" onClick={() => startFrom(base)}>
              Discard
            </Button>
          )}
        </Group>
      </Stack>
    </form>
  );
}
