/** Checks that an order cures. Other checks at severity 4 need more people, not an order. @source exchange.md 2.2 */
export const ORDER_CHECKS: readonly string[] = ['LEG-08', 'LEG-09', 'LEG-10'];
