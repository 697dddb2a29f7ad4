import './public.css';
import './hall.css';
import { errorFocus, largeText, printButtons } from './islands/comfort';
import { display } from './islands/display';
import { follow } from './islands/follow';
import { once } from './islands/once';
import { idle, steppers } from './islands/kiosk';

/** What stands in a hall. Each page works without this, drawn anew by the server. */
largeText();
once();
errorFocus();
printButtons();
steppers();
idle();
follow();
display();
