// A connection to Vapi for programs that deliver webhooks: the secret that signs them, and the assistant whose calls they are.

export const secret = "every bench needs an oak";
export const assistant = "assistant-1";

/** Creates the connection and an agent for the assistant's calls. Returns the address that takes the webhooks. */
export async function connect(server, cookie) {
  const send = async (method, path, body) => {
    const headers = { Cookie: cookie, Origin: server.address, "Content-Type": "application/json" };
    const response = await fetch(`${server.address}/api/v1${path}`, { method, headers, body: JSON.stringify(body) });
    if (!response.ok) throw new Error(`${method} ${path} was answered ${response.status}: ${await response.text()}`);
    return response.json();
  };
  const company = await send("POST", "/companies", { name: "North" });
  const agent = await send("POST", "/agents", { name: "Reception", company_id: company.id });
  const connection = await send("POST", "/connections", { platform: "vapi", name: "Vapi", secret });
  const items = [{ connection_id: connection.id, external_id: assistant }];
  await send("PUT", `/agents/${agent.id}/external-ids`, { items });
  return `${server.address}/api/v1/ingest/${connection.id}`;
}
