import { Select, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useNavigate } from "@tanstack/react-router";
import { useRef, useState } from "react";
import { useCreateAgent } from "../../api/agents";
import type { Company } from "../../api/schema";
import { DialogActions } from "../../components/dialog-actions";
import { FormError } from "../../components/form-error";
import { focusFirstWrongField, sortRefusal } from "../../components/refusal";
import { required } from "../../components/rules";

interface Props {
  companies: Company[];
  companyId?: string;
  onDone: () => void;
}

/** Name and company. Everything else is written on the agent's own page, which opens next. */
export function CreateAgent({ companies, companyId, onDone }: Props) {
  const createAgent = useCreateAgent();
  const navigate = useNavigate();
  const element = useRef<HTMLFormElement>(null);
  const [rest, setRest] = useState<string | null>(null);
  const only = companies.length === 1 ? companies[0]!.id : "";
  const form = useForm({
    initialValues: { name: "", company_id: companyId ?? only },
    validate: { name: required("Give the agent a name."), company_id: required("Choose a company.") },
  });

  const submit = form.onSubmit(
    ({ name, company_id }) => {
      setRest(null);
      createAgent.mutate(
        { name: name.trim(), company_id },
        {
          onSuccess: (agent) => {
            onDone();
            void navigate({ to: "/agents/$id", params: { id: agent.id } });
          },
          onError: (error) => {
            const refusal = sortRefusal(error, ["name", "company_id"]);
            form.setErrors(refusal.fields);
            setRest(refusal.rest);
            focusFirstWrongField(element.current);
          },
        },
      );
    },
    () => focusFirstWrongField(element.current),
  );

  return (
    <form ref={element} onSubmit={submit} noValidate>
      <Stack gap="md">
        <TextInput label="Name" withAsterisk data-autofocus autoComplete="off" {...form.getInputProps("name")} />
        <Select
          label="Company"
          withAsterisk
          data={companies.map(({ id, name }) => ({ value: id, label: name }))}
          searchable
          allowDeselect={false}
          nothingFoundMessage="No such company"
          {...form.getInputProps("company_id")}
        />
        <FormError>{rest}</FormError>
      </Stack>
      <DialogActions submit="Create agent" busy={createAgent.isPending} onCancel={onDone} />
    </form>
  );
}
