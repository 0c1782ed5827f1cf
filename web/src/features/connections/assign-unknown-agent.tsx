import { Select, Stack } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useQuery } from "@tanstack/react-query";
import { allAgentsQuery } from "../../api/agents";
import type { UnknownAgent } from "../../api/schema";
import { useAssignUnknownAgent } from "../../api/unknown-agents";
import { DialogActions } from "../../components/dialog/dialog-actions";
import { FormError } from "../../components/form/form-error";
import { mandatory } from "../../components/form/mandatory";
import { counted } from "../../lib/numbers";
import { required } from "../../lib/validation";
import { platformNames } from "../../shared/connections/platforms";
import { useServerForm } from "../../shared/requests/use-server-form";
import { agentChoices } from "./agent-choices";

interface Props {
  unknown: UnknownAgent;
  onDone: () => void;
}

/** Says which agent an unknown one is: its calls are that agent's from then on. */
export function AssignUnknownAgent({ unknown, onDone }: Props) {
  const agents = useQuery(allAgentsQuery).data ?? [];
  const assign = useAssignUnknownAgent(unknown);
  const { form, formProps, refused, busy } = useServerForm({
    initialValues: { agent_id: "" },
    validate: { agent_id: required("Choose an agent.") },
    save: ({ agent_id }) => assign.mutateAsync(agent_id),
    onSaved: ({ agent_id, calls }) => {
      const name = agents.find(({ id }) => id === agent_id)?.name ?? "the agent";
      notifications.show({ message: `${counted(calls, "call")} ${calls === 1 ? "is" : "are"} ${name}’s now.` });
      onDone();
    },
  });

  return (
    <form {...formProps}>
      <Stack gap="md">
        <div>
          {platformNames[unknown.platform]} calls it <bdi>{unknown.name ?? unknown.external_id}</bdi>. The{" "}
          {counted(unknown.calls, "call")} that came for it, and those that will come, are this agent’s:
        </div>
        <Select
          label="Agent"
          {...mandatory}
          data={agentChoices(agents)}
          searchable
          allowDeselect={false}
          data-autofocus
          nothingFoundMessage="No such agent"
          {...form.getInputProps("agent_id")}
        />
        <FormError>{refused}</FormError>
      </Stack>
      <DialogActions submit="Assign" busy={busy} onCancel={onDone} />
    </form>
  );
}
