-- Accumulating priority, as the built-in policy of that name: greatest weight x wait, equal ones by arrival.
-- L. Kleinrock, Nav. Res. Log. Quart. 11 (1964) 329.

function select(question, waiting)
  local best, most
  for i, line in ipairs(waiting) do
    local priority = line.weight * line.waited
    if best == nil or priority > most or (priority == most and line.arrival < waiting[best].arrival) then
      best, most = i, priority
    end
  end
  return best
end
