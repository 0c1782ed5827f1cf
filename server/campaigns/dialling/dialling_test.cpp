#include "campaigns/dialling/dialling_test.hpp"

namespace rollcall::campaigns::testing {

void insert_company(database::Transaction& tx, const CompanyId& id) {
    tx.execute(R"(INSERT INTO companies (id, name, name_caseless, name_folded, country, created_at)
                  VALUES ($1, $1, $1, $1, 'DE', 0))",
               id);
}

void insert_agent(database::Transaction& tx, const AgentId& id, const CompanyId& company) {
    tx.execute(R"(INSERT INTO agents (id, company_id, name, name_caseless, name_folded, created_at, updated_at)
                  VALUES ($1, $2, $1, $1, $1, 0, 0))",
               id, company);
}

void seal_key(database::Transaction& tx, const ConnectionId& connection, const std::string& sealed) {
    tx.execute("UPDATE connections SET key_sealed = $2 WHERE id = $1", connection, sealed);
}

}  // namespace rollcall::campaigns::testing
