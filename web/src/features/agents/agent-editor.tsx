import { Button, Group, Stack, Textarea, TextInput } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { notifications } from "@mantine/notifications";
import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { agentQuery, useUpdateAgent } from "../../api/agents";
import type { Agent } from "../../api/schema";
import { UnsavedChanges } from "../../components/dialog/unsaved-changes";
import { FormError } from "../../components/form/form-error";
import { mandatory } from "../../components/form/mandatory";
import { required } from "../../lib/validation";
import { isEditConflict } from "../../shared/requests/refusal";
import { useEditing } from "../../shared/requests/use-editing";
import { useServerForm } from "../../shared/requests/use-server-form";
import { getChanges, toDraft, type AgentDraft } from "./agent-draft";
import { CompanyChoice } from "./company-choice";
import { ConflictingValue, EditConflictNotice, OutdatedDraftNotice } from "../../shared/requests/edit-conflict";
import { MoveAgentDialog, mustConfirmMove, type RefusedMove } from "./move-agent-dialog";
import { PlatformNote } from "./platform-note";

/** The form of an agent's basic configuration. */
export function AgentEditor({ latest }: { latest: Agent }) {
  const [move, setMove] = useState<RefusedMove | null>(null);
  const [isAskingToMove, moveDialog] = useDisclosure(false);
  const saveButton = useRef<HTMLButtonElement>(null);
  const queryClient = useQueryClient();
  const update = useUpdateAgent();
  const { form, formProps, setDraft, outdatedDraft, refused, busy, isKept } = useServerForm({
    draft: `edit-agent:${latest.id}`,
    initialValues: toDraft(latest),
    validate: { name: required("Give the agent a name.") },
    save: (): Promise<Agent> => update.mutateAsync({ agent: base, changes }),
    onSaved: (agent) => {
      editing.continueFrom(agent);
      notifications.show({ message: `${agent.name} was saved.` });
    },
    onRefused: (error) => {
      if (isEditConflict(error)) editing.reportConflict();
      else if (mustConfirmMove(error)) askToMove(error.message);
      else return false;
      return true;
    },
  });
  const editing = useEditing({
    latest,
    draft: form.values,
    setDraft,
    toDraft,
    getChanges,
    load: () => queryClient.fetchQuery({ ...agentQuery(latest.id), staleTime: 0 }),
  });
  const { base, changes, isChanged, conflicts } = editing;

  const askToMove = (effect: string) => {
    setMove({ agent: base, changes, effect });
    moveDialog.open();
  };
  const closeMoveDialog = () => {
    moveDialog.close();
    // The button was disabled when the dialog opened, so the dialog cannot return the focus to it.
    saveButton.current?.focus();
  };

  const getFieldProps = (name: keyof AgentDraft) => ({
    ...form.getInputProps(name),
    inputWrapperOrder: ["label", "input", "description", "error"] as ("label" | "input" | "description" | "error")[],
    description: conflicts.includes(name) ? (
      <ConflictingValue
        text={toDraft(base)[name]}
        onUse={() => {
          form.setFieldValue(name, toDraft(base)[name]);
          editing.resolveConflict(name);
        }}
      />
    ) : undefined,
  });

  return (
    <>
      <form {...formProps}>
        <UnsavedChanges unsaved={isChanged} isKept={isKept} />
        <Stack gap="lg" maw={720}>
          <OutdatedDraftNotice {...outdatedDraft} />
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
          {editing.hasConflict && (
            <EditConflictNotice onLoad={editing.loadSaved}>
              Someone else changed this. Nothing was saved. Load the latest version. Your changes are kept, and
              differences are marked.
            </EditConflictNotice>
          )}
          <FormError>{refused}</FormError>
          <Group gap="sm">
            <Button ref={saveButton} type="submit" disabled={!isChanged} loading={busy}>
              Save changes
            </Button>
            {isChanged && (
              <Button variant="default" onClick={editing.discard}>
                Discard
              </Button>
            )}
          </Group>
          <PlatformNote agentId={latest.id} />
        </Stack>
      </form>
      <MoveAgentDialog
        move={move}
        opened={isAskingToMove}
        onClose={closeMoveDialog}
        onMoved={editing.continueFrom}
        onConflict={editing.reportConflict}
      />
    </>
  );
}
