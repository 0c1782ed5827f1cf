#pragma once

#include <map>
#include <mutex>

#include "connectors/calling/platform_api.hpp"

namespace rollcall::connectors {

/// `POST /v1/convai/{twilio, sip-trunk or exotel}/outbound-call`, by the provider of the number to call from, which is
/// asked for once; `GET /v1/convai/phone-numbers`, `GET /v1/convai/conversations`. The attempt's id is a dynamic
/// variable.
class ElevenLabsApi : public PlatformApi {
public:
    std::string numbers_path() const override;
    std::vector<PhoneNumber> list_numbers(const PlatformAccount& account) const override;
    std::variant<Request, PlacedCall> make_request(const PlatformAccount& account,
                                                   const CallOrder& order) const override;
    PlacedCall read_answer(const WebResult& result, const std::string& secret) const override;
    CallLookup find_call(const PlatformAccount& account, const CallOrder& order) const override;

private:
    /// The provider of a number to call from, or why it is not known.
    std::variant<std::string, PlacedCall> find_provider(const PlatformAccount& account,
                                                        const std::string& number_id) const;

    mutable std::mutex mutex_;
    mutable std::map<std::string, std::string> providers_;  ///< by the id of a number
};

}  // namespace rollcall::connectors
