#pragma once

#include "connectors/calling/platform_api.hpp"

namespace rollcall::connectors {

/// `POST /v2/create-phone-call`, `GET /v2/list-phone-numbers`, `POST /v3/list-calls`. The attempt's id is in
/// `metadata`.
class RetellApi : public PlatformApi {
public:
    std::string numbers_path() const override;
    std::vector<PhoneNumber> list_numbers(const PlatformAccount& account) const override;
    std::variant<Request, PlacedCall> make_request(const PlatformAccount& account,
                                                   const CallOrder& order) const override;
    PlacedCall read_answer(const WebResult& result, const std::string& secret) const override;
    CallLookup find_call(const PlatformAccount& account, const CallOrder& order) const override;
};

}  // namespace rollcall::connectors
