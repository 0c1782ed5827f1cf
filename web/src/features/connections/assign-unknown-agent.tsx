import { Radio, Select, Stack, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { allAgentsQuery, useCreateAgent } from "../../api/agents";
import { allCompaniesQuery } from "../../api/companies";
import type { Agent, AgentSummary, Company, UnknownAgent } from "../../api/schema";
import { useAssignUnknownAgent } from "../../api/unknown-agents";
import { Message } from "../../components/feedback/message";
import { SkeletonRows } from "../../components/feedback/skeleton-rows";
import { DialogActions } from "../../components/dialog/dialog-actions";
import { TaskDialog } from "../../components/dialog/task-dialog";
import { FormError } from "../../components/form/form-error";
import { mandatory } from "../../components/form/mandatory";
import { formatCount } from "../../lib/numbers";
import { required } from "../../lib/validation";
import { toAgentChoices } from "../../shared/agents/group-by-company";
import { CompanySelect } from "../../shared/companies/company-select";
import { QueryState } from "../../shared/requests/query-state";
import { useServerForm } from "../../shared/requests/use-server-form";
import { useCan } from "../../shared/session/session-context";

interface DialogProps {
  /** Null until one is chosen. It stays while the dialog closes. */
  unknown: UnknownAgent | null;
  opened: boolean;
  onClose: () => void;
}

export function AssignUnknownAgentDialog({ unknown, opened, onClose }: DialogProps) {
  return (
    <TaskDialog title="Assign agent" opened={opened} onClose={onClose}>
      {unknown && <AssignUnknownAgent unknown={unknown} onDone={onClose} />}
    </TaskDialog>
  );
}

interface AssignProps {
  unknown: UnknownAgent;
  onDone: () => void;
}

/** The form, once its choices are known. */
function AssignUnknownAgent(props: AssignProps) {
  const agents = useQuery(allAgentsQuery);
  const companies = useQuery(allCompaniesQuery);
  const skeleton = <SkeletonRows count={2} />;
  return (
    <QueryState query={agents} skeleton={skeleton}>
      {(agents) => (
        <QueryState query={companies} skeleton={skeleton}>
          {(companies) =>
            agents.length + companies.length > 0 ? (
              <AssignUnknownAgentForm {...props} agents={agents} companies={companies} />
            ) : (
              <Message title="No companies yet">Create a company first.</Message>
            )
          }
        </QueryState>
      )}
    </QueryState>
  );
}

interface FormProps extends AssignProps {
  agents: AgentSummary[];
  companies: Company[];
}

type Target = "existing" | "new";

/** Assigns an unknown agent to one of ours, or to a new one, with its waiting calls and all later ones. */
function AssignUnknownAgentForm({ unknown, agents, companies, onDone }: FormProps) {
  const mayCreate = useCan("create_agents") && companies.length > 0;
  const [firstTarget] = useState<Target>(agents.length === 0 && mayCreate ? "new" : "existing");
  const createAgent = useCreateAgent();
  const assign = useAssignUnknownAgent(unknown);
  const { form, formProps, refused, busy } = useServerForm({
    draft: `assign-agent:${unknown.id}`,
    initialValues: { target: firstTarget, agent_id: "", name: unknown.name ?? "", company_id: "" },
    validate: {
      agent_id: (id, { target }) => (target === "existing" && !id ? "Choose an agent." : null),
      name: (name, { target }) => (target === "new" ? required("Give the agent a name.")(name) : null),
      company_id: (id, { target }) => (target === "new" && !id ? "Choose a company." : null),
    },
    save: async (values): Promise<string> => {
      const agent = values.target === "new" ? await create(values) : agents.find(({ id }) => id === values.agent_id);
      const { calls } = await assign.mutateAsync(agent?.id ?? values.agent_id);
      return `${formatCount(calls, "call")} assigned to ${agent?.name ?? "the agent"}.`;
    },
    onSaved: (message) => {
      notifications.show({ message });
      onDone();
    },
  });
  const create = async ({ name, company_id }: Pick<Agent, "name" | "company_id">): Promise<Agent> => {
    const agent = await createAgent.mutateAsync({ name: name.trim(), company_id });
    // Should the assignment be refused, the next attempt creates no second agent.
    form.setValues({ target: "existing", agent_id: agent.id });
    return agent;
  };

  return (
    <form {...formProps}>
      <Stack gap="md">
        <Radio.Group
          label={
            <>
              Assign “<bdi>{unknown.name ?? unknown.external_id}</bdi>” ({formatCount(unknown.calls, "call")}, and all
              future ones) to:
            </>
          }
          {...form.getInputProps("target")}
        >
          {mayCreate && (
            <Stack gap="xs" mt="xs">
              <Radio value="existing" label="An existing agent" disabled={agents.length === 0} />
              <Radio value="new" label="Create a new agent" />
            </Stack>
          )}
        </Radio.Group>
        {form.values.target === "existing" ? (
          <Select
            label="Agent"
            {...mandatory}
            data={toAgentChoices(agents)}
            searchable
            allowDeselect={false}
            data-autofocus
            nothingFoundMessage="No agents found"
            {...form.getInputProps("agent_id")}
          />
        ) : (
          <>
            <TextInput label="Name" {...mandatory} dir="auto" autoComplete="off" {...form.getInputProps("name")} />
            <CompanySelect companies={companies} {...form.getInputProps("company_id")} />
          </>
        )}
        <FormError>{refused}</FormError>
      </Stack>
      <DialogActions
        submit={form.values.target === "new" ? "Create and assign" : "Assign"}
        busy={busy}
        onCancel={onDone}
      />
    </form>
  );
}
