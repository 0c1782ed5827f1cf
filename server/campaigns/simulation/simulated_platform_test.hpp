#pragma once

#include "campaigns/simulation/simulated_changes_test.hpp"

namespace rollcall::campaigns::simulation {

/// What the platform does with calls, and what it reports of them.
class SimulatedPlatform : protected SimulatedChanges, protected connectors::CallPlacer {
protected:
    using SimulatedChanges::SimulatedChanges;

    /// What other threads do while one waits for the platform.
    virtual void others_go_on() = 0;

    connectors::PlacedCall place_call(const connectors::CallRoute& route, const connectors::CallOrder& order) override;
    connectors::PlacedCall go_wrong(connectors::PlacedCall::Result result, const connectors::CallOrder& order,
                                    std::size_t campaign, std::size_t person);
    TrueCall& add_call(const connectors::CallOrder& order, std::size_t campaign, std::size_t person, bool is_real);
    connectors::CallLookup find_placed_call(const connectors::CallRoute&, const connectors::CallOrder& order) override;

    struct Report {
        int call = 0;
        calls::CallStatus status = calls::CallStatus::ongoing;
        std::optional<calls::DialOutcome> outcome;
        bool is_successful = false;
        bool asks_to_stop = false;
        bool names_attempt = true;
    };

    calls::DialOutcome any_outcome();
    void schedule_reports(const TrueCall& call);
    void deliver(const Report& report);
};

}  // namespace rollcall::campaigns::simulation
