import { Button, Group, Stack } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { ApiError } from "../../api/api-error";
import { configurationQuery, usePublishDraft, useSaveDraft, versionQuery } from "../../api/configurations";
import type { Configuration } from "../../api/schema";
import { UnsavedChanges } from "../../components/dialog/unsaved-changes";
import { FormError } from "../../components/form/form-error";
import { ConfigurationStatus } from "./configuration-status";
import { contentOf, textOf } from "./configuration-text";
import { EditConflictNotice } from "./edit-conflict";
import { JsonEditor } from "./json-editor";
import { Versions } from "./versions";

interface Props {
  agentId: string;
  latest: Configuration;
}

/** Draft, publication and history of an agent's full configuration. */
export function ConfigurationEditor({ agentId, latest }: Props) {
  // The state that the typing began from. It follows the server's until something is typed.
  const [base, setBase] = useState(latest);
  const [seen, setSeen] = useState(latest.etag);
  const [text, setText] = useState(textOf(latest.configuration));
  const [outdated, setOutdated] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);
  const queryClient = useQueryClient();
  const saving = useSaveDraft(agentId);
  const publishing = usePublishDraft(agentId);
  const mayChange = base.can.includes("update");
  const isTyped = text !== textOf(base.configuration);
  const busy = saving.isPending || publishing.isPending;

  const startFrom = (configuration: Configuration) => {
    setBase(configuration);
    setText(textOf(configuration.configuration));
    setOutdated(false);
    setRefused(null);
  };
  if (latest.etag !== seen) {
    setSeen(latest.etag);
    if (!isTyped) startFrom(latest);
  }

  /** Does what changes the configuration, and says what came of it. */
  const carryOut = async (change: () => Promise<Configuration>, said: string) => {
    setRefused(null);
    try {
      startFrom(await change());
      notifications.show({ message: said });
    } catch (error) {
      if (error instanceof ApiError && error.code === "changed_meanwhile") setOutdated(true);
      else setRefused(reasonOf(error as Error));
    }
  };
  const save = () => {
    const typed = contentOf(text);
    if ("problem" in typed) return setRefused(typed.problem);
    return void carryOut(() => saving.mutateAsync({ base, content: typed.content }), "The draft was saved.");
  };
  const publish = () => void carryOut(() => publishing.mutateAsync(base), "The draft is live now.");
  const discard = () =>
    void carryOut(async () => {
      const live = await queryClient.fetchQuery(versionQuery(agentId, base.live_version));
      return saving.mutateAsync({ base, content: live.configuration });
    }, "The draft was discarded.");
  const takeTheirs = async () => {
    const theirs = await queryClient.fetchQuery({ ...configurationQuery(agentId), staleTime: 0 });
    setBase(theirs);
    setOutdated(false);
  };

  return (
    <Stack gap="lg" maw={960}>
      <UnsavedChanges unsaved={isTyped} />
      <ConfigurationStatus configuration={base} />
      <JsonEditor label="Configuration" text={text} onChange={mayChange ? setText : undefined} />
      {outdated && (
        <EditConflictNotice onLoad={takeTheirs}>
          This configuration was changed meanwhile, so nothing was saved. Load the new state: what you typed stays, and
          saving it then replaces theirs.
        </EditConflictNotice>
      )}
      <FormError>{refused}</FormError>
      {mayChange && (
        <Group gap="sm">
          <Button disabled={!isTyped} loading={saving.isPending} onClick={save}>
            Save draft
          </Button>
          <Button
            variant="default"
            disabled={isTyped || !base.can.includes("publish")}
            loading={publishing.isPending}
            onClick={publish}
          >
            Publish
          </Button>
          {isTyped && (
            <Button variant="default" disabled={busy} onClick={() => startFrom(base)}>
              Discard changes
            </Button>
          )}
          {!isTyped && base.is_draft && (
            <Button variant="default" disabled={busy} onClick={discard}>
              Discard draft
            </Button>
          )}
        </Group>
      )}
      <Versions agentId={agentId} live={base.live_version} current={text} onRestore={mayChange ? setText : undefined} />
    </Stack>
  );
}

/** All that the server found wrong, each with the field. */
function reasonOf(error: Error): string {
  const fields = error instanceof ApiError ? Object.entries(error.fields) : [];
  return fields.length > 0 ? fields.map(([field, reason]) => `${field}: ${reason}`).join(" ") : error.message;
}
