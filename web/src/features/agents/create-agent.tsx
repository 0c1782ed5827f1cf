import { Button, Stack, TextInput } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useNavigate } from "@tanstack/react-router";
import { useCreateAgent } from "../../api/agents";
import type { Company } from "../../api/schema";
import { DialogActions } from "../../components/dialog/dialog-actions";
import { TaskDialog } from "../../components/dialog/task-dialog";
import { FormError } from "../../components/form/form-error";
import { mandatory } from "../../components/form/mandatory";
import { required } from "../../lib/validation";
import { wasTypedHere } from "../../lib/stored-drafts";
import { CompanySelect } from "../../shared/companies/company-select";
import { useServerForm } from "../../shared/requests/use-server-form";
import { useCan } from "../../shared/session/session-context";

interface ButtonProps {
  companies: Company[];
  /** The company that the list is filtered by. */
  companyId?: string;
  startsOpen?: boolean;
}

/** Opens the dialog that creates an agent. Without a company there is no button: the empty list says what to do first. */
export function CreateAgentButton({ companies, companyId, startsOpen = false }: ButtonProps) {
  const [opened, { open, close }] = useDisclosure(startsOpen || wasTypedHere("create-agent"));
  const mayCreate = useCan("create_agents");
  if (!mayCreate || companies.length === 0) return null;
  return (
    <>
      <Button onClick={open}>Create agent</Button>
      <TaskDialog title="Create agent" opened={opened} onClose={close}>
        <CreateAgentForm companies={companies} companyId={companyId} onDone={close} />
      </TaskDialog>
    </>
  );
}

interface FormProps extends ButtonProps {
  onDone: () => void;
}

/** Name and company. The agent's own page opens next, with the other fields. */
function CreateAgentForm({ companies, companyId, onDone }: FormProps) {
  const createAgent = useCreateAgent();
  const navigate = useNavigate();
  const onlyCompany = companies.length === 1 ? companies[0]!.id : "";
  const { form, formProps, refused, busy } = useServerForm({
    draft: "create-agent",
    initialValues: { name: "", company_id: companyId ?? onlyCompany },
    validate: { name: required("Give the agent a name."), company_id: required("Choose a company.") },
    save: ({ name, company_id }) => createAgent.mutateAsync({ name: name.trim(), company_id }),
    onSaved: (agent) => {
      onDone();
      void navigate({ to: "/agents/$id", params: { id: agent.id } });
    },
  });

  return (
    <form {...formProps}>
      <Stack gap="md">
        <TextInput label="Name" {...mandatory} data-autofocus autoComplete="off" {...form.getInputProps("name")} />
        <CompanySelect companies={companies} {...form.getInputProps("company_id")} />
        <FormError>{refused}</FormError>
      </Stack>
      <DialogActions submit="Create agent" busy={busy} onCancel={onDone} />
    </form>
  );
}
