/** Numbers of the driver's authentication modes, as GET /api/access-points gives them. */
export const AUTH_OPEN = 0;
export const AUTH_WEP = 1;
export const AUTH_WPA = 2;
export const AUTH_ENTERPRISE = 5;
