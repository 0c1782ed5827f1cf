#pragma once

#include "campaigns/simulation/simulated_accounts_test.hpp"

namespace rollcall::campaigns::simulation {

/// What members, contacts and machines do meanwhile.
class SimulatedChanges : protected SimulatedAccounts {
protected:
    using SimulatedAccounts::SimulatedAccounts;

    void schedule_changes();
    void change_something();
    void change_person(Person& person, const std::function<void()>& change);
    static contacts::Contact stored(Transaction& tx, const contacts::Contact& contact);
    void change_phone(Person& person);
    void delete_person(Person& person);
    void erase(const std::string& phone);
    void add_to_list(const std::string& phone, std::optional<int> company);
    void change_account();
    void store_account();
    void switch_crm(milliseconds duration);
    void move_agent(int agent, milliseconds duration);
    void set_company(int agent, int company);
    void remove_key(milliseconds duration);
    void set_key(const std::optional<std::string>& sealed);
    void pause(SimulatedCampaign& simulated);
    void cancel(SimulatedCampaign& simulated);
    void resume_paused(double probability);
    void change_campaign(SimulatedCampaign& simulated);
    /// The planned calls of campaigns whose hours were changed are planned again.
    void replan_later();
    /// The machine sleeps, or its clock is set back.
    void suspend_or_set_back();
};

}  // namespace rollcall::campaigns::simulation
