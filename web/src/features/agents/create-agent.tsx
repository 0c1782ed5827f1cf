import { Select, Stack, TextInput } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useCreateAgent } from "../../api/agents";
import type { Company } from "../../api/schema";
import { DialogActions } from "../../components/dialog/dialog-actions";
import { FormError } from "../../components/form/form-error";
import { mandatory } from "../../components/form/mandatory";
import { required } from "../../lib/validation";
import { useServerForm } from "../../shared/requests/use-server-form";

interface Props {
  companies: Company[];
  companyId?: string;
  onDone: () => void;
}

/** Name and company. Everything else is written on the agent's own page, which opens next. */
export function CreateAgent({ companies, companyId, onDone }: Props) {
  const createAgent = useCreateAgent();
  const navigate = useNavigate();
  const only = companies.length === 1 ? companies[0]!.id : "";
  const { form, formProps, refused, busy } = useServerForm({
    initialValues: { name: "", company_id: companyId ?? only },
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
        <Select
          label="Company"
          {...mandatory}
          data={companies.map(({ id, name }) => ({ value: id, label: name }))}
          searchable
          allowDeselect={false}
          nothingFoundMessage="No such company"
          {...form.getInputProps("company_id")}
        />
        <FormError>{refused}</FormError>
      </Stack>
      <DialogActions submit="Create agent" busy={busy} onCancel={onDone} />
    </form>
  );
}
