import { Button, Group, Stack, Textarea, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { agentQuery, useUpdateAgent } from "../../api/agents";
import { ApiError } from "../../api/api-error";
import type { Agent } from "../../api/schema";
import { UnsavedChanges } from "../../components/dialog/unsaved-changes";
import { FormError } from "../../components/form/form-error";
import { mandatory } from "../../components/form/mandatory";
import { required } from "../../lib/validation";
import { useServerForm } from "../../shared/requests/use-server-form";
import { changedFields, changesOf, draftOf, rebase, type AgentField } from "./agent-draft";
import { ChangedMeanwhile } from "./changed-meanwhile";
import { CompanyChoice } from "./company-choice";
import { TheirVersion } from "./their-version";

/** An agent's basic configuration, for who may change it. */
export function AgentEditor({ latest }: { latest: Agent }) {
  // The state that the typing began from. It follows the server's until something is typed.
  const [base, setBase] = useState(latest);
  const [contested, setContested] = useState<AgentField[]>([]);
  const [outdated, setOutdated] = useState(false);
  const queryClient = useQueryClient();
  const update = useUpdateAgent();
  const { form, formProps, refused, busy } = useServerForm({
    initialValues: { ...draftOf(latest) },
    validate: { name: required("Give the agent a name.") },
    save: (draft) => update.mutateAsync({ agent: base, changes: changesOf(draftOf(base), draft) }),
    onSaved: (agent) => {
      startFrom(agent);
      notifications.show({ message: `${agent.name} was saved.` });
    },
    onRefused: (error) => {
      const meanwhile = error instanceof ApiError && error.code === "changed_meanwhile";
      if (meanwhile) setOutdated(true);
      return meanwhile;
    },
  });
  const dirty = changedFields(draftOf(base), form.values).length > 0;

  const startFrom = (agent: Agent) => {
    setBase(agent);
    form.setValues({ ...draftOf(agent) });
    form.clearErrors();
    setContested([]);
    setOutdated(false);
  };
  useEffect(() => {
    // The server's state comes from outside: a look in the background, or a return to this page.

    if (!dirty && latest.etag !== base.etag) startFrom(latest);
    // Only a new state of the server starts anew, not each key that is typed.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [latest.etag]);

  const loadTheirs = async () => {
    const theirs = await queryClient.fetchQuery({ ...agentQuery(base.id), staleTime: 0 });
    const rebased = rebase(draftOf(base), form.values, draftOf(theirs));
    setBase(theirs);
    form.setValues({ ...rebased.draft });
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
    <form {...formProps}>
      <UnsavedChanges unsaved={dirty} />
      <Stack gap="lg" maw={720}>
        <TextInput label="Name" {...mandatory} dir="auto" autoComplete="off" {...field("name")} />
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
        {outdated && (
          <ChangedMeanwhile onLoad={loadTheirs}>
            This agent was changed meanwhile, so nothing was saved. Load the new state: what you typed stays, and you
            see where the two differ.
          </ChangedMeanwhile>
        )}
        <FormError>{refused}</FormError>
        <Group gap="sm">
          <Button type="submit" disabled={!dirty} loading={busy}>
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
