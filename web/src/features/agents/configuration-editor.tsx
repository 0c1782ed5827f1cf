import { Button, Group, Stack } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { notifications } from "@mantine/notifications";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { ApiError } from "../../api/api-error";
import { configurationQuery, usePublishDraft, useSaveDraft, versionQuery } from "../../api/configurations";
import type { Configuration } from "../../api/schema";
import { ConfirmDialog } from "../../components/dialog/confirm-dialog";
import { UnsavedChanges } from "../../components/dialog/unsaved-changes";
import { FormError } from "../../components/form/form-error";
import { getChangedFields } from "../../lib/draft";
import { removeDraft } from "../../lib/stored-drafts";
import { permissionLabel } from "../../shared/members/permissions";
import { isEditConflict } from "../../shared/requests/refusal";
import { EditConflictNotice, OutdatedDraftNotice } from "../../shared/requests/edit-conflict";
import { useDraftState } from "../../shared/requests/use-draft";
import { useEditing } from "../../shared/requests/use-editing";
import styles from "./configuration-page.module.css";
import { findConfigurationProblem, formatConfiguration, hasSecret } from "./configuration-text";
import { JsonEditor } from "./json-editor";
import { PlatformNote } from "./platform-note";
import { Versions } from "./versions";

interface Props {
  agentId: string;
  latest: Configuration;
}

/** Draft, publication and versions of an agent's full configuration. */
export function ConfigurationEditor({ agentId, latest }: Props) {
  const draftName = `edit-configuration:${agentId}`;
  const mayKeepDraft = latest.can.includes("update");
  const {
    value: text,
    set: setText,
    setDraft,
    outdatedDraft,
    isKept,
  } = useDraftState(
    mayKeepDraft ? draftName : undefined,
    formatConfiguration(latest.configuration_text),
    (text) => !hasSecret(text),
  );
  useEffect(() => {
    if (!mayKeepDraft) removeDraft(draftName);
  }, [mayKeepDraft, draftName]);
  const [refused, setRefused] = useState<string | null>(null);
  const [isAsking, question] = useDisclosure(false);
  const queryClient = useQueryClient();
  const saving = useSaveDraft(agentId);
  const publishing = usePublishDraft(agentId);
  const editing = useEditing({
    latest,
    draft: { text },
    setDraft: (draft, saved) => {
      setDraft(draft.text, saved.text);
      setRefused(null);
    },
    toDraft,
    getChanges: getChangedFields,
    load: () => queryClient.fetchQuery({ ...configurationQuery(agentId), staleTime: 0 }),
  });
  const { base, isChanged, hasConflict } = editing;
  const mayUpdate = base.can.includes("update");
  const isBusy = saving.isPending || publishing.isPending;

  /** Runs a write, and shows the message if it succeeds or the reason if it is refused. */
  const run = async (write: () => Promise<Configuration>, message: string) => {
    setRefused(null);
    try {
      editing.continueFrom(await write());
      notifications.show({ message });
    } catch (error) {
      if (isEditConflict(error)) editing.reportConflict();
      else setRefused(describeRefusal(error as Error));
    }
  };
  const save = () => {
    const problem = findConfigurationProblem(text);
    if (problem !== undefined) return setRefused(problem);
    return void run(() => saving.mutateAsync({ base, text }), "The draft was saved.");
  };
  const showSaved = () => {
    outdatedDraft.showSaved();
    setRefused(null);
  };
  const publish = () => void run(() => publishing.mutateAsync(base), "The draft is live in Rollcall now.");
  const discardDraft = () => {
    question.close();
    void run(async () => {
      const live = await queryClient.fetchQuery(versionQuery(agentId, base.live_version));
      return saving.mutateAsync({ base, text: live.configuration_text });
    }, "The draft was discarded.");
  };

  return (
    <Stack gap="lg" maw={960}>
      <UnsavedChanges unsaved={isChanged} isKept={isKept} />
      <OutdatedDraftNotice isOutdated={outdatedDraft.isOutdated} showSaved={showSaved} />
      <ConfigurationStatus configuration={base} />
      <JsonEditor label="Configuration" text={text} onChange={mayUpdate ? setText : undefined} />
      {hasConflict && (
        <EditConflictNotice onLoad={editing.loadSaved}>
          Someone else changed this. Nothing was saved. Load the latest version. Your text is kept; saving replaces
          theirs.
        </EditConflictNotice>
      )}
      <FormError>{refused}</FormError>
      {mayUpdate && (
        <Group gap="sm">
          <Button disabled={!isChanged} loading={saving.isPending} onClick={save}>
            Save draft
          </Button>
          <Button
            variant="default"
            disabled={isChanged || !base.can.includes("publish")}
            loading={publishing.isPending}
            onClick={publish}
          >
            Publish
          </Button>
          {isChanged && (
            <Button variant="default" disabled={isBusy} onClick={editing.discard}>
              Discard changes
            </Button>
          )}
          {!isChanged && base.is_draft && (
            <Button variant="default" disabled={isBusy} onClick={question.open}>
              Discard draft
            </Button>
          )}
        </Group>
      )}
      <PlatformNote agentId={agentId} />
      <ConfirmDialog
        title="Discard the draft?"
        submit="Discard draft"
        opened={isAsking}
        onClose={question.close}
        mutation={{ mutate: discardDraft, isPending: saving.isPending, error: null }}
      >
        Version {base.live_version}, which is live, takes its place, for everybody. The text of the draft is not kept.
      </ConfirmDialog>
      <Versions agentId={agentId} live={base.live_version} text={text} onRestore={mayUpdate ? setText : undefined} />
    </Stack>
  );
}

function toDraft({ configuration_text }: Configuration) {
  return { text: formatConfiguration(configuration_text) };
}

/** Whether a draft or the live version is shown, and whether the caller may change it. */
function ConfigurationStatus({ configuration }: { configuration: Configuration }) {
  const { is_draft: isDraft, live_version: live, can } = configuration;
  return (
    <div>
      <p className={styles.status} role="status">
        {isDraft ? (
          <>
            <strong>Draft.</strong> Not live before it is published. Live is version {live}.
          </>
        ) : (
          <>
            <strong>Live:</strong> version {live}.
          </>
        )}
      </p>
      {!can.includes("update") && (
        <p className={styles.viewOnly}>
          View only. To make changes, ask an administrator for “{permissionLabel("edit_agents")}”.
        </p>
      )}
    </div>
  );
}

/** All messages of the server, each with its field. */
function describeRefusal(error: Error): string {
  const fields = error instanceof ApiError ? Object.entries(error.fields) : [];
  return fields.length > 0 ? fields.map(([field, reason]) => `${field}: ${reason}`).join(" ") : error.message;
}
