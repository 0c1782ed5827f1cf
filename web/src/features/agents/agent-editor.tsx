import { Button, Group, Stack, Textarea, TextInput } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { notifications } from "@mantine/notifications";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { agentQuery, useUpdateAgent } from "../../api/agents";
import { ApiError } from "../../api/api-error";
import type { Agent } from "../../api/schema";
import { UnsavedChanges } from "../../components/dialog/unsaved-changes";
import { FormError } from "../../components/form/form-error";
import { mandatory } from "../../components/form/mandatory";
import { getChangedFields, rebaseDraft } from "../../lib/draft";
import { required } from "../../lib/validation";
import { isEditConflict } from "../../shared/requests/refusal";
import { useServerForm } from "../../shared/requests/use-server-form";
import { getChanges, toDraft, type AgentDraft } from "./agent-draft";
import { CompanyChoice } from "./company-choice";
import { ConflictingValue, EditConflictNotice } from "./edit-conflict";
import { MoveAgentDialog, type RefusedMove } from "./move-agent-dialog";

/** The form of an agent's basic configuration. */
export function AgentEditor({ latest }: { latest: Agent }) {
  // The state that the editing started from. It follows the server's until something is typed.
  const [base, setBase] = useState(latest);
  const [conflicts, setConflicts] = useState<(keyof AgentDraft)[]>([]);
  const [hasConflict, setHasConflict] = useState(false);
  const [move, setMove] = useState<RefusedMove | null>(null);
  const [isAskingToMove, moveDialog] = useDisclosure(false);
  const saveButton = useRef<HTMLButtonElement>(null);
  const queryClient = useQueryClient();
  const update = useUpdateAgent();
  const { form, formProps, refused, busy } = useServerForm({
    initialValues: toDraft(latest),
    validate: { name: required("Give the agent a name.") },
    save: (draft) => update.mutateAsync({ agent: base, changes: getChanges(toDraft(base), draft) }),
    onSaved: (agent) => {
      startFrom(agent);
      notifications.show({ message: `${agent.name} was saved.` });
    },
    onRefused: (error) => {
      if (isEditConflict(error)) setHasConflict(true);
      else if (error instanceof ApiError && error.code === "agent_has_calls") askToMove(error.message);
      else return false;
      return true;
    },
  });
  const isChanged = getChangedFields(toDraft(base), form.values).length > 0;

  const startFrom = (agent: Agent) => {
    setBase(agent);
    form.setValues(toDraft(agent));
    form.clearErrors();
    setConflicts([]);
    setHasConflict(false);
  };
  const askToMove = (effect: string) => {
    setMove({ agent: base, changes: getChanges(toDraft(base), form.values), effect });
    moveDialog.open();
  };
  const closeMoveDialog = () => {
    moveDialog.close();
    // The button was disabled when the dialog opened, so the dialog cannot return the focus to it.
    saveButton.current?.focus();
  };
  useEffect(() => {
    if (!isChanged && latest.etag !== base.etag) startFrom(latest);
    // Runs for a new state of the server only, not for each key that is typed.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [latest.etag]);

  const loadSaved = async () => {
    const saved = await queryClient.fetchQuery({ ...agentQuery(base.id), staleTime: 0 });
    const rebased = rebaseDraft(toDraft(base), form.values, toDraft(saved));
    setBase(saved);
    form.setValues(rebased.draft);
    setConflicts(rebased.conflicts);
    setHasConflict(false);
  };

  const getFieldProps = (name: keyof AgentDraft) => ({
    ...form.getInputProps(name),
    inputWrapperOrder: ["label", "input", "description", "error"] as ("label" | "input" | "description" | "error")[],
    description: conflicts.includes(name) ? (
      <ConflictingValue
        text={toDraft(base)[name]}
        onUse={() => {
          form.setFieldValue(name, toDraft(base)[name]);
          setConflicts(conflicts.filter((other) => other !== name));
        }}
      />
    ) : undefined,
  });

  return (
    <>
      <form {...formProps}>
        <UnsavedChanges unsaved={isChanged} />
        <Stack gap="lg" maw={720}>
          <TextInput label="Name" {...mandatory} dir="auto" autoComplete="off" {...getFieldProps("name")} />
          <CompanyChoice
            agent={base}
            value={form.values.company_id}
            onChange={(companyId) => form.setFieldValue("company_id", companyId)}
            error={form.errors.company_id}
          />
          <Textarea label="Greeting" dir="auto" autosize minRows={2} maxRows={8} {...getFieldProps("greeting")} />
          <Textarea label="Prompt" dir="auto" autosize minRows={8} maxRows={24} {...getFieldProps("prompt")} />
          <Group grow align="flex-start">
            <TextInput label="Voice" autoComplete="off" {...getFieldProps("voice")} />
            <TextInput label="Language" placeholder="en-GB" autoComplete="off" {...getFieldProps("language")} />
          </Group>
          {hasConflict && (
            <EditConflictNotice onLoad={loadSaved}>
              This agent was changed meanwhile, so nothing was saved. Load the new state: what you typed stays, and you
              see where the two differ.
            </EditConflictNotice>
          )}
          <FormError>{refused}</FormError>
          <Group gap="sm">
            <Button ref={saveButton} type="submit" disabled={!isChanged} loading={busy}>
              Save changes
            </Button>
            {isChanged && (
              <Button variant="default" onClick={() => startFrom(base)}>
                Discard
              </Button>
            )}
          </Group>
        </Stack>
      </form>
      <MoveAgentDialog
        move={move}
        opened={isAskingToMove}
        onClose={closeMoveDialog}
        onMoved={startFrom}
        onConflict={() => setHasConflict(true)}
      />
    </>
  );
}
